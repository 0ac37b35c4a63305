package org.karawatt.service.pages.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** The pages of the service layer. They are there whenever this bundle is: a page whose service is being updated waits for it. */
@Component(property = UiModule.ID + "=service")
public final class ServicePages implements UiModule {
}
