package org.karawatt.service.rest.internal.desk;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.desk.api.CallBack;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.ContactDraft;
import org.karawatt.desk.api.ContactQuery;
import org.karawatt.desk.api.ContactService;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Contacts of customers. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("contacts")
@Produces(MediaType.APPLICATION_JSON)
public class ContactResource implements RestResource {

    private final ContactService contacts;

    @Activate
    public ContactResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ContactService contacts) {
        this.contacts = contacts;
    }

    /** Why a contact that has ended is renewed. */
    public record RenewRequest(String reason) {
    }

    @GET
    @Operation(summary = "Contacts, newest first")
    public Page<Contact> list(@QueryParam("kind") String kind, @QueryParam("subKind") String subKind, @QueryParam("state") Contact.State state,
            @QueryParam("accountNo") String accountNo, @QueryParam("office") String office, @QueryParam("overdue") Boolean overdue,
            @QueryParam("text") String text, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return contacts.contacts(RestContext.current(), new ContactQuery(kind, subKind, state, accountNo, office, overdue, text),
                Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Record a contact and open its case")
    public Response open(ContactDraft draft) {
        return Response.status(Response.Status.CREATED).entity(contacts.open(RestContext.current(), Requests.body(draft))).build();
    }

    @GET
    @Path("{caseNo}")
    @Operation(summary = "One contact with its call-backs")
    public Contact get(@PathParam("caseNo") String caseNo) {
        return contacts.contact(RestContext.current(), caseNo);
    }

    @POST
    @Path("{caseNo}/call-back")
    @Operation(summary = "Record the call-back that the case waits for; REOPEN has it worked on again")
    public Contact callBack(@PathParam("caseNo") String caseNo, CallBack callBack) {
        return contacts.callBack(RestContext.current(), caseNo, Requests.body(callBack));
    }

    @POST
    @Path("{caseNo}/renewal")
    @Operation(summary = "Open a case that follows one that has ended")
    public Response renew(@PathParam("caseNo") String caseNo, RenewRequest request) {
        return Response.status(Response.Status.CREATED)
                .entity(contacts.renew(RestContext.current(), caseNo, Requests.body(request).reason())).build();
    }
}
