package org.karawatt.service.rest.internal.desk;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.WorkCase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Everything that is going on for an account, whatever process runs it. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("accounts/{accountNo}/cases")
@Produces(MediaType.APPLICATION_JSON)
public class AccountCaseResource implements RestResource {

    private final CustomerService customers;
    private final CaseService cases;

    @Activate
    public AccountCaseResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases) {
        this.customers = customers;
        this.cases = cases;
    }

    @GET
    @Operation(summary = "Cases of an account, newest first")
    public Page<WorkCase> list(@PathParam("accountNo") String accountNo, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        CallContext caller = RestContext.current();
        long account = customers.account(caller, accountNo).id();
        return cases.cases(caller, new CaseQuery(null, null, account, null, null, null), Pages.of(offset, limit));
    }
}
