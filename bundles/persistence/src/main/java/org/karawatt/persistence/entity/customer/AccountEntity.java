package org.karawatt.persistence.entity.customer;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A customer account. */
@Entity
@Table(name = "customer_account")
public class AccountEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "account_no", nullable = false, length = 20)
    private String accountNo;

    @Column(name = "customer_id", nullable = false)
    private long customerId;

    @Column(name = "premises_id", nullable = false)
    private long premisesId;

    @Column(name = "office_id", nullable = false)
    private long officeId;

    @Column(name = "usage_class", nullable = false, length = 12)
    private String usageClass;

    @Column(name = "industry_code", length = 12)
    private String industryCode;

    @Column(name = "voltage_code", nullable = false, length = 12)
    private String voltageCode;

    @Column(name = "class_from", nullable = false)
    private LocalDate classFrom;

    @Column(name = "reading_cycle", nullable = false, length = 4)
    private String readingCycle;

    @Column(name = "status", nullable = false, length = 12)
    private String status;

    @Column(name = "opened_on", nullable = false)
    private LocalDate openedOn;

    @Column(name = "closed_on")
    private LocalDate closedOn;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getAccountNo() {
        return accountNo;
    }

    public void setAccountNo(String accountNo) {
        this.accountNo = accountNo;
    }

    public long getCustomerId() {
        return customerId;
    }

    public void setCustomerId(long customerId) {
        this.customerId = customerId;
    }

    public long getPremisesId() {
        return premisesId;
    }

    public void setPremisesId(long premisesId) {
        this.premisesId = premisesId;
    }

    public long getOfficeId() {
        return officeId;
    }

    public void setOfficeId(long officeId) {
        this.officeId = officeId;
    }

    public String getUsageClass() {
        return usageClass;
    }

    public void setUsageClass(String usageClass) {
        this.usageClass = usageClass;
    }

    public String getIndustryCode() {
        return industryCode;
    }

    public void setIndustryCode(String industryCode) {
        this.industryCode = industryCode;
    }

    public String getVoltageCode() {
        return voltageCode;
    }

    public void setVoltageCode(String voltageCode) {
        this.voltageCode = voltageCode;
    }

    /** Since when usage class, industry and voltage are what they are. */
    public LocalDate getClassFrom() {
        return classFrom;
    }

    public void setClassFrom(LocalDate classFrom) {
        this.classFrom = classFrom;
    }

    public String getReadingCycle() {
        return readingCycle;
    }

    public void setReadingCycle(String readingCycle) {
        this.readingCycle = readingCycle;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public LocalDate getOpenedOn() {
        return openedOn;
    }

    public void setOpenedOn(LocalDate openedOn) {
        this.openedOn = openedOn;
    }

    public LocalDate getClosedOn() {
        return closedOn;
    }

    public void setClosedOn(LocalDate closedOn) {
        this.closedOn = closedOn;
    }

    public int getVersion() {
        return version;
    }
}
