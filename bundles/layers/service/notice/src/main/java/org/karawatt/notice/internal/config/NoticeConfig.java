package org.karawatt.notice.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of notices. */
@ObjectClassDefinition(name = "Karawatt notices", description = "Channels, tries, notices to many")
public @interface NoticeConfig {

    String PID = "org.karawatt.notice";

    @AttributeDefinition(name = "Channels", description = "name:address:most a minute, address being EMAIL, PHONE, CUSTOMER or POSTAL")
    String[] channels() default {"mail:EMAIL:600", "sms:PHONE:600", "app:CUSTOMER:1200", "letter:POSTAL:600"};

    @AttributeDefinition(name = "Tries", description = "Most tries of a notice, 1 to 20")
    int tries() default 6;

    @AttributeDefinition(name = "First pause", description = "Seconds before the second try; each further pause is four times as long")
    int first_pause_seconds() default 60;

    @AttributeDefinition(name = "Longest pause", description = "Seconds")
    int longest_pause_seconds() default 21_600;

    @AttributeDefinition(name = "Watch", description = "Seconds between looks for notices whose time has come, 1 to 600")
    int watch_seconds() default 5;

    @AttributeDefinition(name = "Threads", description = "Notices of one channel on their way at once, 1 to 32")
    int threads() default 4;

    @AttributeDefinition(name = "Unusual number", description = "A notice to more accounts must be confirmed with their number")
    int unusual_accounts() default 5_000;

    @AttributeDefinition(name = "Unusual share", description = "A notice to more percent of the accounts of an office must be confirmed so")
    int unusual_percent() default 50;

    @AttributeDefinition(name = "Most accounts", description = "A notice to more accounts is refused")
    int most_accounts() default 1_000_000;
}
