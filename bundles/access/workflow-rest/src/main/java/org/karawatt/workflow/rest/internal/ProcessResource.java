package org.karawatt.workflow.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.ProcessInfo;
import org.karawatt.workflow.api.ProcessPicture;
import org.karawatt.workflow.api.ProcessService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Processes, their pictures and start forms. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/workflow")
@Path("processes")
@Produces(MediaType.APPLICATION_JSON)
public class ProcessResource implements RestResource {

    /** One byte more than a process may have: the service tells that it is too large. */
    private static final int MOST_BYTES = 1024 * 1024 + 1;

    private final ProcessService processes;

    @Activate
    public ProcessResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ProcessService processes) {
        this.processes = processes;
    }

    @GET
    @Operation(summary = "All versions of all processes, by key and newest first, without definitions")
    public List<ProcessInfo> list() {
        return processes.processes(RestContext.current());
    }

    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(summary = "Take in a BPMN 2.0 file as the newest version of its process; every fault is named with its line")
    public ProcessInfo upload(@QueryParam("fileName") String fileName, InputStream bpmn) {
        byte[] bytes;
        try {
            bytes = bpmn == null ? new byte[0] : bpmn.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return processes.upload(RestContext.current(), Params.text("fileName", fileName), bytes);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A version of a process with its definition")
    public ProcessInfo get(@PathParam("id") long id) {
        return processes.process(RestContext.current(), id);
    }

    @GET
    @Path("{id}/definition")
    @Produces(MediaType.APPLICATION_XML)
    @Operation(summary = "The BPMN 2.0 file of a version as it was brought")
    public Response definition(@PathParam("id") long id) {
        ProcessInfo process = processes.process(RestContext.current(), id);
        return Response.ok(process.definition().getBytes(StandardCharsets.UTF_8)).header(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + process.key() + "-" + process.version() + ".bpmn\"").build();
    }

    @GET
    @Path("{id}/picture")
    @Operation(summary = "How a version looks: its steps and ways with their places")
    public ProcessPicture picture(@PathParam("id") long id) {
        CallContext caller = RestContext.current();
        ProcessInfo process = processes.process(caller, id);
        return processes.picture(caller, process.key(), process.version());
    }

    @GET
    @Path("{key}/start-form")
    @Operation(summary = "What is asked when a case of the process is opened")
    public List<FormField> startForm(@PathParam("key") String key) {
        return processes.startForm(RestContext.current(), key);
    }
}
