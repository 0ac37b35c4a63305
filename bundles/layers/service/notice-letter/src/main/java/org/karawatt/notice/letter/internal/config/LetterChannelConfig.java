package org.karawatt.notice.letter.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where letters are laid down for printing. Without a configuration there is no channel, and letters wait. */
@ObjectClassDefinition(name = "Karawatt notices by letter", description = "Letters as files for printing and posting")
public @interface LetterChannelConfig {

    String PID = "org.karawatt.notice.letter";

    @AttributeDefinition(name = "Channel", description = "Name of the channel")
    String channel() default "letter";

    @AttributeDefinition(name = "Folder", description = "Absolute path; letters lie in it by day of writing, readable by the server's user only")
    String directory();
}
