package org.karawatt.quality.pages.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** The pages of the quality layer. They are there whenever this bundle is; a page whose service is away waits for it. */
@Component(property = UiModule.ID + "=quality")
public final class QualityPages implements UiModule {
}
