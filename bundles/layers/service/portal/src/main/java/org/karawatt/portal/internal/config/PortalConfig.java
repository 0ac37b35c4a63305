package org.karawatt.portal.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the customers' portal, PID {@code org.karawatt.portal}. */
@ObjectClassDefinition(name = "Karawatt Portal", description = "Logins, tries and applications of customers")
public @interface PortalConfig {

    String PID = "org.karawatt.portal";

    @AttributeDefinition(name = "Channel", description = "Name of the notice channel that carries codes to e-mail addresses")
    String channel() default "mail";

    @AttributeDefinition(name = "Minutes of a code", description = "How long a code from a mail is taken")
    int code_minutes() default 15;

    @AttributeDefinition(name = "Tries of a code", description = "How often a code may be entered")
    int code_tries() default 5;

    @AttributeDefinition(name = "Minutes of tries", description = "How long tries are counted from the first one on")
    int tries_minutes() default 15;

    @AttributeDefinition(name = "Tries by account", description = "Proofs that may be tried for an account number in that time")
    int tries_account() default 5;

    @AttributeDefinition(name = "Tries by account in a day", description = "Proofs that may be tried for an account number in 24 hours")
    int tries_account_day() default 15;

    @AttributeDefinition(name = "Tries by login", description = "Wrong passwords of an e-mail address in that time before it is locked")
    int tries_login() default 5;

    @AttributeDefinition(name = "Tries by address", description = "Logins, proofs and codes of an IP address in that time")
    int tries_address() default 50;

    @AttributeDefinition(name = "Mails to an address", description = "Codes that are sent to an e-mail address in that time")
    int mails_email() default 3;

    @AttributeDefinition(name = "Session idle minutes", description = "A session ends after so many minutes without a request")
    int session_idle_minutes() default 30;

    @AttributeDefinition(name = "Session maximum hours", description = "A session ends after so many hours in any case")
    int session_max_hours() default 8;

    @AttributeDefinition(name = "Sessions of a login", description = "The oldest session ends when one more is opened")
    int session_max_per_login() default 5;

    @AttributeDefinition(name = "Accounts of a login", description = "Most accounts that a login may link")
    int links_max() default 20;

    @AttributeDefinition(name = "Open applications of a login")
    int applications_open() default 3;

    @AttributeDefinition(name = "Offices",
            description = "Codes of the offices that take applications; none means every office without one below it")
    String[] offices() default {};

    @AttributeDefinition(name = "Usage class", description = "Usage class of residential applications")
    String usage_class() default "RESIDENTIAL";

    @AttributeDefinition(name = "Tariffs",
            description = "Codes of the tariffs that may be chosen; none means all offered ones of the usage class for low voltage")
    String[] tariffs() default {};
}
