package org.karawatt.console.internal.module;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** The console's own pages. Their code is readable before login, because the login page is one of them. */
@Component(property = {UiModule.ID + "=" + ConsoleModule.ID, UiModule.PUBLIC + ":Boolean=true"})
public final class ConsoleModule implements UiModule {

    /** Id of the console among the modules. */
    public static final String ID = "console";

    /** Id of the module with the browser libraries. */
    public static final String LIBRARIES = "lib";
}
