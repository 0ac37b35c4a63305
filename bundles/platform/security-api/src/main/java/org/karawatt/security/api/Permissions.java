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
    /** Put readings right that have been accepted; only together with the bill that was made from them. */
    public static final String READING_CORRECT = "reading.correct";
    public static final String TARIFF_READ = "tariff.read";
    public static final String TARIFF_WRITE = "tariff.write";
    /** Decide about tariff packages that somebody else has imported. */
    public static final String TARIFF_APPROVE = "tariff.approve";
    /** See processes, cases and limits, and say something about a case. */
    public static final String WORKFLOW_READ = "workflow.read";
    public static final String WORKFLOW_OPEN = "workflow.open";
    /** Suspend, resume, terminate, roll back and dispatch. */
    public static final String WORKFLOW_STEER = "workflow.steer";
    /** Upload processes and set working days. Doing the tasks of a role needs {@code task.<role>}. */
    public static final String WORKFLOW_DEPLOY = "workflow.deploy";
    public static final String BILLING_READ = "billing.read";
    public static final String BILLING_RUN_START = "billing.run.start";
    public static final String BILLING_RUN_STOP = "billing.run.stop";
    /** Start trial, replay and comparison runs. */
    public static final String BILLING_STUDY = "billing.study";
    /** Release bills that the guard has held. */
    public static final String BILLING_RELEASE = "billing.release";
    /** Record what accounts bring from the system that billed them before. */
    public static final String BILLING_OPENING = "billing.opening";
    /** Bill one account outside the monthly run. */
    public static final String BILLING_FINAL = "billing.final";
    /** Propose the correction of an issued bill. */
    public static final String BILLING_CORRECT = "billing.correct";
    /** Decide about corrections that somebody else has proposed. */
    public static final String BILLING_CORRECT_APPROVE = "billing.correct.approve";
    /** Propose to recover or refund money beside the regular bill. */
    public static final String BILLING_RECOVER = "billing.recover";
    /** Decide about recoveries that somebody else has proposed. */
    public static final String BILLING_RECOVER_APPROVE = "billing.recover.approve";
    /** Give the rules on recoveries other values from a day on. */
    public static final String BILLING_RECOVER_RULES = "billing.recover.rules";
    public static final String LEDGER_READ = "ledger.read";
    public static final String LEDGER_PROVE = "ledger.prove";
    public static final String PAYMENT_READ = "payment.read";
    public static final String PAYMENT_WRITE = "payment.write";
    /** Propose to pay out an advance. */
    public static final String PAYMENT_PAYOUT = "payment.payout";
    /** Decide about payouts that somebody else has proposed. */
    public static final String PAYMENT_PAYOUT_APPROVE = "payment.payout.approve";
    /** Agree on budget plans, change and end them. */
    public static final String PAYMENT_PLAN = "payment.plan";
    /** See board, forecasts, what-if and how the mart stands. */
    public static final String DECISION_READ = "decision.read";
    /** Ask the mart free questions. */
    public static final String DECISION_QUERY = "decision.query";
    /** Bring the mart up to date or build it anew. */
    public static final String DECISION_REBUILD = "decision.rebuild";
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
    /** See the supervision board, audit hits and indicators. */
    public static final String QUALITY_READ = "quality.read";
    /** Run and try audit rules, decide about hits, keep indicators of a month. */
    public static final String QUALITY_MANAGE = "quality.manage";
    public static final String NOTICE_READ = "notice.read";
    /** Send a notice to one account. */
    public static final String NOTICE_SEND = "notice.send";
    /** Record what became of notices that have been sent; all that a gateway of a channel needs. */
    public static final String NOTICE_RECEIPT = "notice.receipt";
    /** Prepare notices to many. */
    public static final String NOTICE_BATCH = "notice.batch";
    /** Release, stop and resume notices to many that somebody else has prepared. */
    public static final String NOTICE_RELEASE = "notice.release";
    /** Write templates. */
    public static final String NOTICE_TEMPLATE = "notice.template";
    /** Record what customers want to be told, and how. */
    public static final String NOTICE_PREFERENCE = "notice.preference";
    public static final String OUTAGE_READ = "outage.read";
    public static final String OUTAGE_WRITE = "outage.write";
    /** See how the limits of new connections are kept. */
    public static final String CONNECTION_READ = "connection.read";
    public static final String DEMO_LOAD = "demo.load";
    public static final String DESK_READ = "desk.read";
    /** Open contacts of customers and call them back. */
    public static final String DESK_WRITE = "desk.write";
    /** Give out and call numbers in a hall, hand shifts over. */
    public static final String DESK_QUEUE = "desk.queue";
    /** See articles that are not open to all, and their versions. */
    public static final String KNOWLEDGE_READ = "knowledge.read";
    public static final String KNOWLEDGE_WRITE = "knowledge.write";
    /** Publish what somebody else has written. */
    public static final String KNOWLEDGE_PUBLISH = "knowledge.publish";

    /** Every permission above. */
    public static final List<String> ALL = List.of(CUSTOMER_READ, CUSTOMER_WRITE, CUSTOMER_REVEAL, EQUIPMENT_READ,
            EQUIPMENT_WRITE, ASSET_READ, ASSET_WRITE, METERING_READ, METERING_WRITE, READING_READ, READING_PLAN,
            READING_IMPORT, READING_DECIDE, READING_CORRECT, TARIFF_READ, TARIFF_WRITE, TARIFF_APPROVE, WORKFLOW_READ,
            WORKFLOW_OPEN, WORKFLOW_STEER, WORKFLOW_DEPLOY, BILLING_READ, BILLING_RUN_START, BILLING_RUN_STOP, BILLING_STUDY,
            BILLING_RELEASE, BILLING_OPENING, BILLING_FINAL, BILLING_CORRECT, BILLING_CORRECT_APPROVE, BILLING_RECOVER,
            BILLING_RECOVER_APPROVE, BILLING_RECOVER_RULES, LEDGER_READ, LEDGER_PROVE, PAYMENT_READ, PAYMENT_WRITE, PAYMENT_PAYOUT,
            PAYMENT_PAYOUT_APPROVE, PAYMENT_PLAN, DECISION_READ, DECISION_QUERY,
            DECISION_REBUILD, CODES_READ, CODES_WRITE, OFFICE_READ, OFFICE_WRITE, SYSTEM_READ, SYSTEM_ADMIN, AUDIT_READ, AUDIT_VERIFY, RUN_READ,
            QUALITY_READ, QUALITY_MANAGE, NOTICE_READ, NOTICE_SEND, NOTICE_BATCH, NOTICE_RELEASE, NOTICE_TEMPLATE,
            NOTICE_PREFERENCE, OUTAGE_READ, OUTAGE_WRITE, CONNECTION_READ, DEMO_LOAD, DESK_READ, DESK_WRITE, DESK_QUEUE,
            KNOWLEDGE_READ, KNOWLEDGE_WRITE, KNOWLEDGE_PUBLISH);

    private Permissions() {
    }
}
