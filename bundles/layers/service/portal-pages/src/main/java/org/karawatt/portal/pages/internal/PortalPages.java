package org.karawatt.portal.pages.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** The files of the portal, which the console's servlet gives to everybody. They add no page to the console. */
@Component(property = {UiModule.ID + "=" + PortalPages.MODULE, UiModule.PUBLIC + ":Boolean=true"})
public final class PortalPages implements UiModule {

    static final String MODULE = "portal";
}
