package org.karawatt.persistence.entity.equipment;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A transformer area. */
@Entity
@Table(name = "equipment_area")
public class AreaEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "area_no", nullable = false, length = 24)
    private String areaNo;

    @Column(name = "name", nullable = false, length = 120)
    private String name;

    @Column(name = "line_id", nullable = false)
    private long lineId;

    @Column(name = "office_id", nullable = false)
    private long officeId;

    @Column(name = "capacity_kva", nullable = false, precision = 14, scale = 4)
    private BigDecimal capacityKva;

    @Column(name = "public_area", nullable = false)
    private boolean publicArea;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getAreaNo() {
        return areaNo;
    }

    public void setAreaNo(String areaNo) {
        this.areaNo = areaNo;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public long getLineId() {
        return lineId;
    }

    public void setLineId(long lineId) {
        this.lineId = lineId;
    }

    public long getOfficeId() {
        return officeId;
    }

    public void setOfficeId(long officeId) {
        this.officeId = officeId;
    }

    public BigDecimal getCapacityKva() {
        return capacityKva;
    }

    public void setCapacityKva(BigDecimal capacityKva) {
        this.capacityKva = capacityKva;
    }

    public boolean isPublicArea() {
        return publicArea;
    }

    public void setPublicArea(boolean publicArea) {
        this.publicArea = publicArea;
    }

    public int getVersion() {
        return version;
    }
}
