package org.karawatt.portal.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.portal.api.ApplicationDraft;
import org.karawatt.portal.api.ApplicationForm;
import org.karawatt.portal.api.PortalApplication;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalFile;
import org.karawatt.portal.api.PortalService;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Own applications of a customer for a residential connection. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/portal")
@Path("applications")
@Produces(MediaType.APPLICATION_JSON)
public final class PortalApplicationResource implements RestResource {

    private final PortalService portal;
    private final PortalDoor door;

    /**
     * Body of an application.
     *
     * @param accountNo own account when its customer applies for one more connection; absent to give name and documents in the values
     * @param values values of the process's form
     */
    public record Application(String officeCode, String tariffCode, String accountNo, Map<String, Object> values) {

        /** Leaves all out. */
        @Override
        public String toString() {
            return "Application";
        }
    }

    /** Answer to what waits for the customer; without an outcome for documents. */
    public record Answer(String outcome) {
    }

    @Activate
    public PortalApplicationResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalService portal,
            @Reference PortalDoor door) {
        this.portal = portal;
        this.door = door;
    }

    @GET
    @Operation(summary = "Own applications with their progress, newest first")
    public List<PortalApplication> all(@Context HttpServletRequest request) {
        return portal.applications(door.reader(request));
    }

    @GET
    @Path("form")
    @Operation(summary = "What can be chosen in an application")
    public ApplicationForm form(@Context HttpServletRequest request) {
        return portal.applicationForm(door.reader(request));
    }

    @GET
    @Path("{caseNo}")
    @Operation(summary = "An own application with its progress")
    public PortalApplication one(@Context HttpServletRequest request, @PathParam("caseNo") String caseNo) {
        return portal.application(door.reader(request), caseNo);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Apply for a residential connection")
    public PortalApplication apply(@Context HttpServletRequest request, Application application) {
        Application given = Requests.body(application);
        return portal.apply(door.writer(request), new ApplicationDraft(given.officeCode(), given.tariffCode(), given.accountNo(),
                given.values()));
    }

    @GET
    @Path("{caseNo}/files")
    @Operation(summary = "Files that the customer has added to an own application")
    public List<PortalFile> files(@Context HttpServletRequest request, @PathParam("caseNo") String caseNo) {
        return portal.files(door.reader(request), caseNo);
    }

    @POST
    @Path("{caseNo}/files")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Add a file to an own application; its type is that of the request")
    public Response addFile(@Context HttpServletRequest request, @PathParam("caseNo") String caseNo, @QueryParam("fileName") String fileName,
            @Context HttpHeaders headers, InputStream content) {
        PortalCaller caller = door.writer(request);
        MediaType type = headers.getMediaType();
        PortalFile added = portal.addFile(caller, caseNo, fileName,
                type == null ? MediaType.APPLICATION_OCTET_STREAM : type.getType() + "/" + type.getSubtype(),
                Objects.requireNonNullElse(content, InputStream.nullInputStream()));
        return Response.status(Response.Status.CREATED).entity(added).build();
    }

    @POST
    @Path("{caseNo}/complete")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Do the step of an own application that waits for the customer")
    public PortalApplication complete(@Context HttpServletRequest request, @PathParam("caseNo") String caseNo, Answer answer) {
        return portal.complete(door.writer(request), caseNo, Requests.body(answer).outcome());
    }
}
