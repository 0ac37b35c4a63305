package org.karawatt.persistence.entity.customer;

import java.math.BigDecimal;
import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** What capacity has been agreed for an account, and since when. */
@Entity
@Table(name = "customer_agreement")
public class AgreementEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "agreement_no", nullable = false, length = 24)
    private String agreementNo;

    @Column(name = "account_id", nullable = false)
    private long accountId;

    @Column(name = "kind", nullable = false, length = 16)
    private String kind;

    @Column(name = "contract_capacity_kva", precision = 14, scale = 4)
    private BigDecimal contractCapacityKva;

    @Column(name = "running_capacity_kva", precision = 14, scale = 4)
    private BigDecimal runningCapacityKva;

    @Column(name = "valid_from", nullable = false)
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getAgreementNo() {
        return agreementNo;
    }

    public void setAgreementNo(String agreementNo) {
        this.agreementNo = agreementNo;
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

    public BigDecimal getContractCapacityKva() {
        return contractCapacityKva;
    }

    public void setContractCapacityKva(BigDecimal contractCapacityKva) {
        this.contractCapacityKva = contractCapacityKva;
    }

    public BigDecimal getRunningCapacityKva() {
        return runningCapacityKva;
    }

    public void setRunningCapacityKva(BigDecimal runningCapacityKva) {
        this.runningCapacityKva = runningCapacityKva;
    }

    public LocalDate getValidFrom() {
        return validFrom;
    }

    public void setValidFrom(LocalDate validFrom) {
        this.validFrom = validFrom;
    }

    public LocalDate getValidTo() {
        return validTo;
    }

    public void setValidTo(LocalDate validTo) {
        this.validTo = validTo;
    }

    public int getVersion() {
        return version;
    }
}
