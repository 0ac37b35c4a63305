package org.karawatt.persistence.entity.asset;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A serialised instrument. */
@Entity
@Table(name = "asset_item")
public class AssetEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "asset_no", nullable = false, length = 32)
    private String assetNo;

    @Column(name = "kind", nullable = false, length = 12)
    private String kind;

    @Column(name = "model", nullable = false, length = 60)
    private String model;

    @Column(name = "serial_no", length = 40)
    private String serialNo;

    @Column(name = "accuracy", length = 12)
    private String accuracy;

    @Column(name = "integer_digits")
    private Integer integerDigits;

    @Column(name = "decimal_digits")
    private Integer decimalDigits;

    @Column(name = "ratio_primary", precision = 14, scale = 4)
    private BigDecimal ratioPrimary;

    @Column(name = "ratio_secondary", precision = 14, scale = 4)
    private BigDecimal ratioSecondary;

    @Column(name = "status", nullable = false, length = 12)
    private String status;

    @Column(name = "office_id", nullable = false)
    private long officeId;

    @Column(name = "location", length = 80)
    private String location;

    @Column(name = "verified_until")
    private LocalDate verifiedUntil;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getAssetNo() {
        return assetNo;
    }

    public void setAssetNo(String assetNo) {
        this.assetNo = assetNo;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getSerialNo() {
        return serialNo;
    }

    public void setSerialNo(String serialNo) {
        this.serialNo = serialNo;
    }

    public String getAccuracy() {
        return accuracy;
    }

    public void setAccuracy(String accuracy) {
        this.accuracy = accuracy;
    }

    public Integer getIntegerDigits() {
        return integerDigits;
    }

    public void setIntegerDigits(Integer integerDigits) {
        this.integerDigits = integerDigits;
    }

    public Integer getDecimalDigits() {
        return decimalDigits;
    }

    public void setDecimalDigits(Integer decimalDigits) {
        this.decimalDigits = decimalDigits;
    }

    public BigDecimal getRatioPrimary() {
        return ratioPrimary;
    }

    public void setRatioPrimary(BigDecimal ratioPrimary) {
        this.ratioPrimary = ratioPrimary;
    }

    public BigDecimal getRatioSecondary() {
        return ratioSecondary;
    }

    public void setRatioSecondary(BigDecimal ratioSecondary) {
        this.ratioSecondary = ratioSecondary;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public long getOfficeId() {
        return officeId;
    }

    public void setOfficeId(long officeId) {
        this.officeId = officeId;
    }

    public String getLocation() {
        return location;
    }

    public void setLocation(String location) {
        this.location = location;
    }

    public LocalDate getVerifiedUntil() {
        return verifiedUntil;
    }

    public void setVerifiedUntil(LocalDate verifiedUntil) {
        this.verifiedUntil = verifiedUntil;
    }

    public int getVersion() {
        return version;
    }
}
