package org.karawatt.persistence.entity.equipment;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A distribution line. */
@Entity
@Table(name = "equipment_line")
public class LineEntity {

    @Id
    @Column(name = "id", nullable = false)
    private long id;

    @Column(name = "line_no", nullable = false, length = 24)
    private String lineNo;

    @Column(name = "name", nullable = false, length = 120)
    private String name;

    @Column(name = "voltage_code", nullable = false, length = 12)
    private String voltageCode;

    @Column(name = "office_id", nullable = false)
    private long officeId;

    @Version
    @Column(name = "version", nullable = false)
    private int version;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }

    public String getLineNo() {
        return lineNo;
    }

    public void setLineNo(String lineNo) {
        this.lineNo = lineNo;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getVoltageCode() {
        return voltageCode;
    }

    public void setVoltageCode(String voltageCode) {
        this.voltageCode = voltageCode;
    }

    public long getOfficeId() {
        return officeId;
    }

    public void setOfficeId(long officeId) {
        this.officeId = officeId;
    }

    public int getVersion() {
        return version;
    }
}
