package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.notice.api.Letter;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeDraft;
import org.karawatt.notice.api.NoticeProof;
import org.karawatt.notice.api.NoticeQuery;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.notice.api.ReceiptDraft;
import org.karawatt.notice.spi.LetterRenderer;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Notices to customers and what became of them. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("notices")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeResource implements RestResource {

    private static final String PDF = "application/pdf";

    private final NoticeService notices;

    // notices are sent and proved without it
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile LetterRenderer letters;

    @Activate
    public NoticeResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) NoticeService notices) {
        this.notices = notices;
    }

    @GET
    @Operation(summary = "Notices, newest first; from and to are the first and last day of writing")
    public Page<Notice> list(@QueryParam("accountNo") String accountNo, @QueryParam("kind") String kind, @QueryParam("channel") String channel,
            @QueryParam("status") String status, @QueryParam("batchId") Long batchId, @QueryParam("from") String from,
            @QueryParam("to") String to, @QueryParam("cause") String cause, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return notices.notices(RestContext.current(), new NoticeQuery(Values.text(accountNo), Values.text(kind), Values.text(channel),
                Values.status(status), batchId, Values.day("from", from), Values.day("to", to), Values.text(cause)), Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Send a notice to one account; the same template, account and reference are sent once")
    public Response send(NoticeDraft draft) {
        return Response.accepted(notices.send(RestContext.current(), Requests.body(draft))).build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Proof of delivery: when, where to, every try, and the text for who may see personal data")
    public NoticeProof proof(@PathParam("id") long id) {
        return notices.proof(RestContext.current(), id);
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Try a failed notice again")
    public Notice retry(@PathParam("id") long id) {
        return notices.retry(RestContext.current(), id);
    }

    @POST
    @Path("receipts")
    @Operation(summary = "Record what became of sent notices: delivered or returned; all of them or none")
    public List<Notice> receipts(List<ReceiptDraft> receipts) {
        return notices.receipts(RestContext.current(), Requests.body(receipts));
    }

    @GET
    @Path("{id}/letter")
    @Produces(PDF)
    @Operation(summary = "The notice as a letter; for who may see personal data")
    public Response letter(@PathParam("id") long id) {
        LetterRenderer renderer = letters;
        Letter letter = notices.letter(RestContext.current(), id);
        if (renderer == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "document");
        }
        StreamingOutput body = out -> renderer.render(letter, out);
        return Response.ok(body).header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + letter.messageId() + ".pdf\"").build();
    }
}
