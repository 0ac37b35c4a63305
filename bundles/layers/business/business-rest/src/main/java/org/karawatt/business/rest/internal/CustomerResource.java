package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.Customer;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Customers. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
public class CustomerResource implements RestResource {

    private final CustomerService customers;

    @Activate
    public CustomerResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.customers = customers;
    }

    @GET
    @Path("{customerNo}")
    @Operation(summary = "One customer; personal fields are masked unless the caller may see them")
    public Response get(@PathParam("customerNo") String customerNo) {
        Customer customer = customers.customer(RestContext.current(), customerNo);
        return Etag.ok(customer, customer.version());
    }

    @GET
    @Path("{customerNo}/accounts")
    @Operation(summary = "All accounts of a customer")
    public List<Account> accounts(@PathParam("customerNo") String customerNo) {
        return customers.accountsOf(RestContext.current(), customerNo);
    }

    @POST
    @Operation(summary = "Create a customer")
    public Response create(CustomerDraft draft) {
        Customer customer = customers.createCustomer(RestContext.current(), Requests.body(draft));
        return Response.status(Response.Status.CREATED).entity(customer)
                .header(HttpHeaders.ETAG, Etag.of(customer.version())).build();
    }

    @PUT
    @Path("{customerNo}")
    @Operation(summary = "Change a customer; needs If-Match")
    public Response update(@PathParam("customerNo") String customerNo, CustomerDraft draft, @Context HttpHeaders headers) {
        Customer customer = customers.updateCustomer(RestContext.current(), customerNo, (int) Etag.ifMatch(headers),
                Requests.body(draft));
        return Etag.ok(customer, customer.version());
    }
}
