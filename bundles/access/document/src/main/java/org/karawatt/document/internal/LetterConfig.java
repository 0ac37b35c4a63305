package org.karawatt.document.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who writes the letters. */
@ObjectClassDefinition(name = "Karawatt letters", description = "Sender of letters to customers")
public @interface LetterConfig {

    String PID = "org.karawatt.document";

    @AttributeDefinition(name = "Sender in Chinese", description = "Name, then address and telephone, each in a line of its own")
    String[] sender() default {"供电公司", "服务热线 95598"};

    @AttributeDefinition(name = "Sender in English", description = "Name, then address and telephone, each in a line of its own")
    String[] sender_en() default {"Electricity supply company", "Hotline 95598"};
}
