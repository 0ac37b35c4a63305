package org.karawatt.persistence.entity.equipment;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A transformer or high-voltage motor of a customer. */
@Entity
@Table(name = "equipment_transformer")
public class TransformerEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "transformer_no", nullable = false, length = 24)
    private String transformerNo;

    @Column(name = "account_id", nullable = false)
    private long accountId;

    @Column(name = "kind", nullable = false, length = 12)
    private String kind;

    @Column(name = "model", length = 40)
    private String model;

    @Column(name = "voltage_code", nullable = false, length = 12)
    private String voltageCode;

    @Column(name = "capacity_kva", nullable = false, precision = 14, scale = 4)
    private BigDecimal capacityKva;

    @Column(name = "no_load_loss_kw", precision = 10, scale = 4)
    private BigDecimal noLoadLossKw;

    @Column(name = "load_loss_kw", precision = 10, scale = 4)
    private BigDecimal loadLossKw;

    @Column(name = "no_load_current_pct", precision = 8, scale = 4)
    private BigDecimal noLoadCurrentPct;

    @Column(name = "impedance_pct", precision = 8, scale = 4)
    private BigDecimal impedancePct;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getTransformerNo() {
        return transformerNo;
    }

    public void setTransformerNo(String transformerNo) {
        this.transformerNo = transformerNo;
    }

    public long getAccountId() {
        return accountId;
    }

    public void setAccountId(long accountId) {
        this.accountId = accountId;
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

    public String getVoltageCode() {
        return voltageCode;
    }

    public void setVoltageCode(String voltageCode) {
        this.voltageCode = voltageCode;
    }

    public BigDecimal getCapacityKva() {
        return capacityKva;
    }

    public void setCapacityKva(BigDecimal capacityKva) {
        this.capacityKva = capacityKva;
    }

    public BigDecimal getNoLoadLossKw() {
        return noLoadLossKw;
    }

    public void setNoLoadLossKw(BigDecimal noLoadLossKw) {
        this.noLoadLossKw = noLoadLossKw;
    }

    public BigDecimal getLoadLossKw() {
        return loadLossKw;
    }

    public void setLoadLossKw(BigDecimal loadLossKw) {
        this.loadLossKw = loadLossKw;
    }

    public BigDecimal getNoLoadCurrentPct() {
        return noLoadCurrentPct;
    }

    public void setNoLoadCurrentPct(BigDecimal noLoadCurrentPct) {
        this.noLoadCurrentPct = noLoadCurrentPct;
    }

    public BigDecimal getImpedancePct() {
        return impedancePct;
    }

    public void setImpedancePct(BigDecimal impedancePct) {
        this.impedancePct = impedancePct;
    }

    public int getVersion() {
        return version;
    }
}
