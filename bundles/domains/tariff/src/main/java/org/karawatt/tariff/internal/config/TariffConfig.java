package org.karawatt.tariff.internal.config;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of tariffs; PID {@code org.karawatt.tariff}. */
@ObjectClassDefinition(name = "Karawatt tariff")
public @interface TariffConfig {

    String PID = "org.karawatt.tariff";

    @AttributeDefinition(name = "Approval", description = "Which tariff packages a second person must approve: those that are imported, or"
            + " those of bundles that are not of the product, too", options = {@Option(label = "uploads", value = "uploads"),
                @Option(label = "all", value = "all")})
    String approval() default "uploads";
}
