package org.karawatt.workflow.pages.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/**
 * The pages of processes, cases and tasks. They stand beside the layers: whichever of those is stopped, the work list stays, and a page whose
 * service is being updated waits for it.
 */
@Component(property = UiModule.ID + "=workflow")
public final class WorkflowPages implements UiModule {
}
