package org.karawatt.security.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration of logins and roles, PID {@code org.karawatt.security}. Every further property {@code role.<name>} defines a role
 * of the utility.
 */
@ObjectClassDefinition(name = "Karawatt Security", description = "Logins, sessions, and what each role may do")
public @interface SecurityConfig {

    String PID = "org.karawatt.security";

    @AttributeDefinition(name = "JAAS realm")
    String realm() default "karaf";

    @AttributeDefinition(name = "Session idle minutes", description = "A session ends after so many minutes without a request")
    int session_idle_minutes() default 30;

    @AttributeDefinition(name = "Session maximum hours", description = "A session ends after so many hours in any case")
    int session_max_hours() default 12;

    @AttributeDefinition(name = "Sessions per user", description = "The oldest session ends when a user opens one more")
    int session_max_per_user() default 20;

    @AttributeDefinition(name = "Failures per user", description = "Failed logins of a user before each further one must wait")
    int login_failures_user() default 5;

    @AttributeDefinition(name = "Failures per address", description = "Failed logins from an address before each further one must wait")
    int login_failures_address() default 50;

    @AttributeDefinition(name = "Longest wait in seconds", description = "The wait doubles with every failure up to this")
    int login_wait_max_seconds() default 300;

    @AttributeDefinition(name = "Credential cache seconds", description = "How long a verified password is taken without asking the realm")
    int credential_cache_seconds() default 60;

    @AttributeDefinition(name = "Role admin")
    String[] role_admin() default "*";

    @AttributeDefinition(name = "Role clerk", description = "Serves customers at the counter")
    String[] role_clerk() default {"customer.*", "equipment.read", "asset.read", "metering.read", "reading.read",
        "tariff.read", "billing.read", "ledger.read", "payment.*", "codes.read", "office.read", "workflow.read",
        "workflow.open", "task.desk", "notice.read", "notice.send", "notice.receipt", "notice.batch", "notice.preference", "outage.read",
        "outage.write", "desk.*", "task.complaint", "task.service", "knowledge.read", "connection.read", "task.contract",
        "task.archive", "task.audit-rectify", "portal.admin"};

    @AttributeDefinition(name = "Role biller", description = "Runs the month")
    String[] role_biller() default {"customer.read", "equipment.read", "asset.read", "metering.*", "reading.*", "tariff.*",
        "billing.*", "ledger.*", "payment.read", "payment.plan", "codes.read", "office.read", "run.read", "workflow.read", "task.billing",
        "task.billing-approval", "task.audit-rectify"};

    @AttributeDefinition(name = "Role cashier", description = "Takes payments")
    String[] role_cashier() default {"customer.read", "billing.read", "ledger.read", "payment.*", "codes.read",
        "office.read"};

    @AttributeDefinition(name = "Role meterreader", description = "Reads meters")
    String[] role_meterreader() default {"customer.read", "equipment.read", "asset.read", "metering.read", "reading.read",
        "reading.import", "codes.read", "office.read", "workflow.read", "task.metering", "task.audit-rectify"};

    @AttributeDefinition(name = "Role engineer", description = "Surveys, designs and inspects connections and works on equipment")
    String[] role_engineer() default {"customer.read", "equipment.*", "asset.read", "metering.read", "tariff.read",
        "codes.read", "office.read", "workflow.read", "connection.read", "task.survey", "task.scheme", "task.design",
        "task.inspection", "task.audit-rectify"};

    @AttributeDefinition(name = "Role auditor", description = "Sees everything, unmasked, and changes nothing")
    String[] role_auditor() default {"customer.read", "customer.reveal", "equipment.read", "asset.read", "metering.read",
        "reading.read", "tariff.read", "billing.read", "ledger.read", "ledger.prove", "payment.read", "codes.read",
        "office.read", "system.read", "audit.*", "run.read", "workflow.read", "quality.read", "notice.read", "outage.read",
        "desk.read", "knowledge.read", "decision.read", "decision.query", "connection.read"};

    @AttributeDefinition(name = "Role viewer", description = "Sees everything with personal data masked")
    String[] role_viewer() default {"customer.read", "equipment.read", "asset.read", "metering.read", "reading.read",
        "tariff.read", "billing.read", "ledger.read", "payment.read", "codes.read", "office.read", "system.read", "run.read",
        "workflow.read", "quality.read", "notice.read", "outage.read", "desk.read", "knowledge.read", "decision.read",
        "connection.read"};

    @AttributeDefinition(name = "Role quality", description = "Supervises work, runs audit rules and works on what they find")
    String[] role_quality() default {"customer.read", "equipment.read", "asset.read", "metering.read", "reading.read",
        "tariff.read", "billing.read", "ledger.read", "payment.read", "codes.read", "office.read", "workflow.read",
        "task.audit-verify", "task.audit-review", "quality.*", "run.read", "connection.read"};

    @AttributeDefinition(name = "Role supervisor", description = "Releases what others have prepared, approves schemes and steers cases")
    String[] role_supervisor() default {"customer.read", "codes.read", "office.read", "run.read", "notice.*", "outage.read",
        "workflow.read", "workflow.steer", "connection.read", "task.approval", "quality.read", "desk.read"};

    @AttributeDefinition(name = "Role crew", description = "Dispatches and does repairs")
    String[] role_crew() default {"desk.read", "workflow.read", "task.dispatch", "task.repair", "codes.read", "office.read"};

    @AttributeDefinition(name = "Role editor", description = "Writes articles, and publishes those of others")
    String[] role_editor() default {"knowledge.*"};

    @AttributeDefinition(name = "Role manager", description = "Looks at sales, revenue and arrears, forecasts, and tries tariffs")
    String[] role_manager() default {"decision.*", "billing.read", "billing.study", "ledger.read", "tariff.read",
        "codes.read", "office.read", "run.read"};
}
