package org.karawatt.rest.internal.system;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Who did what, and whether the chain of entries is whole. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/system")
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource implements RestResource {

    private final AuditTrail audit;

    /**
     * Result of a verification.
     *
     * @param brokenAt seal number of the first entry that does not fit; absent when the chain is whole
     */
    public record Verification(boolean whole, long entries, Long brokenAt, String head) {
    }

    @Activate
    public AuditResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit) {
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Audit entries, newest first")
    public Page<AuditTrail.Entry> entries(@QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        CallContext caller = RestContext.current();
        caller.require(Permissions.AUDIT_READ);
        return audit.entries(caller, Pages.of(offset, limit));
    }

    @POST
    @Path("verify")
    @Operation(summary = "Verify the audit chain")
    public Verification verify() {
        CallContext caller = RestContext.current();
        caller.require(Permissions.AUDIT_VERIFY);
        AuditTrail.Verification found = audit.verify(caller);
        return new Verification(found.brokenAt().isEmpty(), found.entries(), found.brokenAt().orElse(null), found.head());
    }
}
