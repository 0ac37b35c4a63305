package org.karawatt.business.pages.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/**
 * The pages of the business layer. They are there whenever this bundle is: a page whose service is being updated waits for
 * it, and the rest goes on.
 */
@Component(property = UiModule.ID + "=business")
public final class BusinessPages implements UiModule {
}
