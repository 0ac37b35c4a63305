package org.acme.page;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** Registers what lies below {@code /web}: the page is in the menu as long as this bundle is active. */
@Component(property = UiModule.ID + "=acme")
public final class AcmePage implements UiModule {
}
