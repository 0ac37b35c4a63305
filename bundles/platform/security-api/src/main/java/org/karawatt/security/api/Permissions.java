package org.karawatt.security.api;

import java.util.List;

/**
 * Names of the permissions that the core checks. A module of a utility may check names of its own; roles get them by
 * configuration like these.
 */
public final class Permissions {

    public static final String CUSTOMER_READ = "customer.read";
    public static final String CUSTOMER_WRITE = "customer.write";
    /** See names, documents and telephone numbers unmasked. */
    public static final String CUSTOMER_REVEAL = "customer.reveal";
    public static final String EQUIPMENT_READ = "equipment.read";
    public static final String EQUIPMENT_WRITE = "equipment.write";
    public static final String ASSET_READ = "asset.read";
    public static final String ASSET_WRITE = "asset.write";
    public static final String METERING_READ = "metering.read";
    public static final String METERING_WRITE = "metering.write";
    public static final String READING_READ = "reading.read";
    public static final String READING_PLAN = "reading.plan";
    public static final String READING_IMPORT = "reading.import";
    /** Decide about readings that validation has held back. */
    public static final String READING_DECIDE = "reading.decide";
    public static final String TARIFF_READ = "tariff.read";
    public static final String TARIFF_WRITE = "tariff.write";
    /** Decide about tariff packages that somebody else has imported. */
    public static final String TARIFF_APPROVE = "tariff.approve";
    public static final String BILLING_READ = "billing.read";
    public static final String BILLING_RUN_START = "billing.run.start";
    public static final String BILLING_RUN_STOP = "billing.run.stop";
    /** Start trial, replay and comparison runs. */
    public static final String BILLING_STUDY = "billing.study";
    /** Release bills that the guard has held. */
    public static final String BILLING_RELEASE = "billing.release";
    /** Record what accounts bring from the system that billed them before. */
    public static final String BILLING_OPENING = "billing.opening";
    /** See how the limits of new connections are kept. */
    public static final String CONNECTION_READ = "connection.read";
    public static final String LEDGER_READ = "ledger.read";
    public static final String LEDGER_PROVE = "ledger.prove";
    public static final String PAYMENT_READ = "payment.read";
    public static final String PAYMENT_WRITE = "payment.write";
    public static final String CODES_READ = "codes.read";
    public static final String CODES_WRITE = "codes.write";
    public static final String OFFICE_READ = "office.read";
    public static final String OFFICE_WRITE = "office.write";
    /** See modules, contributions and the schema. */
    public static final String SYSTEM_READ = "system.read";
    public static final String SYSTEM_ADMIN = "system.admin";
    public static final String AUDIT_READ = "audit.read";
    public static final String AUDIT_VERIFY = "audit.verify";
    public static final String RUN_READ = "run.read";
    public static final String DEMO_LOAD = "demo.load";

    /** Every permission above. */
    public static final List<String> ALL = List.of(CUSTOMER_READ, CUSTOMER_WRITE, CUSTOMER_REVEAL, EQUIPMENT_READ, EQUIPMENT_WRITE,
            ASSET_READ, ASSET_WRITE, METERING_READ, METERING_WRITE, READING_READ, READING_PLAN, READING_IMPORT, READING_DECIDE,
            TARIFF_READ, TARIFF_WRITE, TARIFF_APPROVE, BILLING_READ, BILLING_RUN_START, BILLING_RUN_STOP, BILLING_STUDY,
            BILLING_RELEASE, BILLING_OPENING, CONNECTION_READ, LEDGER_READ, LEDGER_PROVE, PAYMENT_READ, PAYMENT_WRITE, CODES_READ,
            CODES_WRITE, OFFICE_READ, OFFICE_WRITE, SYSTEM_READ, SYSTEM_ADMIN, AUDIT_READ, AUDIT_VERIFY, RUN_READ, DEMO_LOAD);

    private Permissions() {
    }
}
