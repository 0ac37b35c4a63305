package org.karawatt.persistence.entity.customer;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A customer: person or organisation. */
@Entity
@Table(name = "customer_customer")
public class CustomerEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "customer_no", nullable = false, length = 20)
    private String customerNo;

    @Column(name = "kind", nullable = false, length = 12)
    private String kind;

    @Column(name = "name", nullable = false, length = 160)
    private String name;

    @Column(name = "id_kind", length = 4)
    private String idKind;

    @Column(name = "id_number", length = 40)
    private String idNumber;

    @Column(name = "phone", length = 40)
    private String phone;

    @Column(name = "email", length = 120)
    private String email;

    @Column(name = "language", nullable = false, length = 8)
    private String language;

    @Column(name = "importance", nullable = false, length = 12)
    private String importance;

    @Column(name = "office_id", nullable = false)
    private long officeId;

    @Column(name = "status", nullable = false, length = 12)
    private String status;

    @Column(name = "created_on", nullable = false)
    private LocalDate createdOn;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getCustomerNo() {
        return customerNo;
    }

    public void setCustomerNo(String customerNo) {
        this.customerNo = customerNo;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getIdKind() {
        return idKind;
    }

    public void setIdKind(String idKind) {
        this.idKind = idKind;
    }

    public String getIdNumber() {
        return idNumber;
    }

    public void setIdNumber(String idNumber) {
        this.idNumber = idNumber;
    }

    public String getPhone() {
        return phone;
    }

    public void setPhone(String phone) {
        this.phone = phone;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getImportance() {
        return importance;
    }

    public void setImportance(String importance) {
        this.importance = importance;
    }

    public long getOfficeId() {
        return officeId;
    }

    public void setOfficeId(long officeId) {
        this.officeId = officeId;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public LocalDate getCreatedOn() {
        return createdOn;
    }

    public void setCreatedOn(LocalDate createdOn) {
        this.createdOn = createdOn;
    }

    public int getVersion() {
        return version;
    }
}
