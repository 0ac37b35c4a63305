package org.karawatt.rest.internal.web;

import javax.servlet.Filter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.context.ServletContextHelper;

/**
 * The one web context of Karawatt. A servlet that selects it stands behind {@link SecurityFilter}. It serves no files of bundles:
 * only servlets answer, which is why one instance does for all bundles. It needs the filter, so that it is never open without it.
 */
@Component(service = ServletContextHelper.class, immediate = true, property = {
    "osgi.http.whiteboard.context.name=" + Whiteboard.CONTEXT, "osgi.http.whiteboard.context.path=/"})
public class KarawattContext extends ServletContextHelper {

    @Activate
    public KarawattContext(@Reference(target = "(osgi.http.whiteboard.filter.name=" + SecurityFilter.NAME + ")") Filter filter) {
        // the reference is all that is wanted
    }
}
