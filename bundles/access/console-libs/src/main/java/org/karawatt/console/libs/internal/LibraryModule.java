package org.karawatt.console.libs.internal;

import org.karawatt.console.api.UiModule;
import org.osgi.service.component.annotations.Component;

/** Offers the browser libraries. They are readable before login, because the login page is made of them. */
@Component(property = {UiModule.ID + "=lib", UiModule.PUBLIC + ":Boolean=true"})
public final class LibraryModule implements UiModule {
}
