package org.karawatt.decision.pages.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** The pages of the decision layer. A page whose service is being updated waits for it, and the rest goes on. */
@Component(property = UiModule.ID + "=decision")
public final class DecisionPages implements UiModule {
}
