package org.karawatt.persistence.entity.customer;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** The place that is supplied. */
@Entity
@Table(name = "customer_premises")
public class PremisesEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "office_id", nullable = false)
    private long officeId;

    @Column(name = "address", nullable = false, length = 300)
    private String address;

    @Column(name = "division_code", length = 12)
    private String divisionCode;

    @Column(name = "urban_rural", nullable = false, length = 8)
    private String urbanRural;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public long getOfficeId() {
        return officeId;
    }

    public void setOfficeId(long officeId) {
        this.officeId = officeId;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public String getDivisionCode() {
        return divisionCode;
    }

    public void setDivisionCode(String divisionCode) {
        this.divisionCode = divisionCode;
    }

    public String getUrbanRural() {
        return urbanRural;
    }

    public void setUrbanRural(String urbanRural) {
        this.urbanRural = urbanRural;
    }

    public int getVersion() {
        return version;
    }
}
