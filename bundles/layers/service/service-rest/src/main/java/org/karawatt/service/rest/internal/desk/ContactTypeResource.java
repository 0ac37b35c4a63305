package org.karawatt.service.rest.internal.desk;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.desk.api.ContactService;
import org.karawatt.desk.api.ContactType;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Kinds of contacts. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("contact-types")
@Produces(MediaType.APPLICATION_JSON)
public class ContactTypeResource implements RestResource {

    private final ContactService contacts;

    @Activate
    public ContactTypeResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ContactService contacts) {
        this.contacts = contacts;
    }

    @GET
    @Operation(summary = "Kinds of contacts that can be opened, with their sub-kinds")
    public List<ContactType> list() {
        return contacts.types(RestContext.current());
    }
}
