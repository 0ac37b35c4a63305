package org.karawatt.rest.internal.system;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.karawatt.kernel.extension.Contributions;
import org.karawatt.kernel.extension.Modules;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.rest.api.RestResource;
import org.karawatt.rest.internal.web.CallerRequest;
import org.karawatt.security.api.SecurityService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether the system is well: 200 for OK and WARN, 503 for CRITICAL and while it starts. The checks are told after login only. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/system")
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource implements RestResource {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile SchemaState schema;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile SecurityService security;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Modules modules;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile Contributions contributions;

    /** How long a module that waits for another keeps the server from being ready; one that never comes must not keep it for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONFIGURATION = "configuration ";

    private final HealthCheckExecutor executor;
    private final long began = System.nanoTime();
    private volatile boolean settled;

    /**
     * The state of the system.
     *
     * @param status {@code OK}, {@code WARN} or {@code CRITICAL}
     * @param ready whether the database is there, logins work, and the modules that were installed have found each other and taken in
     *     what each other's bundles contribute
     * @param checks by name; absent for an anonymous caller
     */
    public record Health(String status, boolean ready, List<Check> checks) {
    }

    /** One check. */
    public record Check(String name, String status, String message) {
    }

    @Activate
    public HealthResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) HealthCheckExecutor executor) {
        this.executor = executor;
    }

    @GET
    @Operation(summary = "Health of the system")
    public Response health(@Context HttpServletRequest request) {
        boolean ready = schema != null && security != null && settled();
        // without a tag only checks that call themselves "default" would run
        List<HealthCheckExecutionResult> results = executor.execute(HealthCheckSelector.tags("karawatt"));
        List<Check> checks = results.stream().map(HealthResource::check).sorted(Comparator.comparing(Check::name)).toList();
        String status = !ready || is(checks, "CRITICAL") ? "CRITICAL" : is(checks, "WARN") ? "WARN" : "OK";
        return Response.status(status.equals("CRITICAL") ? 503 : 200)
                .entity(new Health(status, ready, CallerRequest.caller(request).isPresent() ? checks : null)).build();
    }

    /** Whether the modules have come up. Asked until they have: what moves later is not the start of the server. */
    private boolean settled() {
        if (!settled) {
            Modules deployed = modules;
            Contributions contributed = contributions;
            settled = System.nanoTime() - began > PATIENCE.toNanos() || deployed != null && contributed != null && contributed.settled()
                    && deployed.list().stream()
                            .allMatch(module -> module.missing().stream().allMatch(missing -> missing.needs().startsWith(CONFIGURATION)));
        }
        return settled;
    }

    private static boolean is(List<Check> checks, String status) {
        return checks.stream().anyMatch(c -> c.status().equals(status));
    }

    private static Check check(HealthCheckExecutionResult executed) {
        Result result = executed.getHealthCheckResult();
        String message = null;
        for (ResultLog.Entry entry : result) {
            if (message == null || entry.getStatus() == result.getStatus()) {
                message = entry.getMessage();
            }
        }
        return new Check(Optional.ofNullable(executed.getHealthCheckMetadata().getName()).orElse("?"), status(result.getStatus()), message);
    }

    private static String status(Result.Status status) {
        return switch (status) {
            case OK -> "OK";
            case WARN -> "WARN";
            case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> "CRITICAL";
        };
    }
}
