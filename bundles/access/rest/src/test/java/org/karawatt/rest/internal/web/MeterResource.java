package org.karawatt.rest.internal.web;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;

/** A resource that does a bit of everything. */
@Path("meters")
@Produces(MediaType.APPLICATION_JSON)
public class MeterResource implements RestResource {

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    private final String name;

    MeterResource(String name) {
        this.name = name;
    }

    /** A reading. */
    public record Reading(String meter, BigDecimal kwh, LocalDate day, BillingMonth month, List<Line> lines, int count) {

        public boolean isEmpty() {
            return lines == null;
        }
    }

    /** A part of a reading. */
    public record Line(BigDecimal amount) {
    }

    @GET
    public String name() {
        return "{\"name\":\"" + name + "\"}";
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") long id) {
        if (id == 404) {
            throw KarawattException.notFound(KernelErrors.UNKNOWN_CODE, "meter", id);
        }
        return Etag.ok(new Reading("m" + id, new BigDecimal("1E+3"), LocalDate.of(2026, 1, 31), new BillingMonth(202601), null, 0), 7);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") long id, @Context HttpHeaders headers, Reading reading) {
        Etag.ifMatch(headers, 7);
        if (id == 9) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        return Response.noContent().build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Reading echo(Reading reading) {
        return Requests.body(reading);
    }

    @POST
    @Path("upload")
    @Consumes("text/csv")
    public String upload(InputStream body) throws IOException {
        return "{\"bytes\":" + body.readAllBytes().length + "}";
    }

    @GET
    @Path("query")
    public String query(@QueryParam("month") BillingMonth month, @QueryParam("day") LocalDate day, @QueryParam("limit") Integer limit) {
        return "{\"got\":\"" + month + " " + day + " " + limit + "\"}";
    }

    @GET
    @Path("fails")
    public String fails(@QueryParam("how") String how) {
        switch (String.valueOf(how)) {
            case "conflict":
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            case "denied":
                RestContext.current().require("billing.run.start");
                return "{}";
            case "away":
                throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "billing");
            case "invalid":
                throw KarawattException.invalid(List.of(Fault.of("lines[3].amount", KernelErrors.REQUIRED),
                        Fault.of("day", KernelErrors.NOT_A_DATE, "x")));
            default:
                throw new IllegalStateException("secret detail of the inside");
        }
    }

    @GET
    @Path("caller")
    public String caller() {
        CallContext caller = RestContext.current();
        return "{\"caller\":\"" + caller.user() + " " + caller.channel() + " " + caller.reason() + "\"}";
    }

    @GET
    @Path("slow")
    public String slow(@QueryParam("fails") boolean fails) throws InterruptedException {
        entered.countDown();
        if (!released.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("never released");
        }
        if (fails) {
            throw new IllegalStateException("what it used is gone");
        }
        return "{\"slow\":\"done\"}";
    }
}
