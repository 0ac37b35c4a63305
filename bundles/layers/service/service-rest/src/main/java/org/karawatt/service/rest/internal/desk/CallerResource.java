package org.karawatt.service.rest.internal.desk;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.customer.api.Account;
import org.karawatt.desk.api.ContactService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Finds whoever stands at the counter or calls. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("callers")
@Produces(MediaType.APPLICATION_JSON)
public class CallerResource implements RestResource {

    private static final int USUAL = 20;

    private final ContactService contacts;

    @Activate
    public CallerResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ContactService contacts) {
        this.contacts = contacts;
    }

    @GET
    @Operation(summary = "Accounts by number, telephone, part of name or address, or meter number")
    public List<Account> list(@QueryParam("text") String text, @QueryParam("limit") Integer limit) {
        return contacts.callers(RestContext.current(), text, limit == null ? USUAL : limit);
    }
}
