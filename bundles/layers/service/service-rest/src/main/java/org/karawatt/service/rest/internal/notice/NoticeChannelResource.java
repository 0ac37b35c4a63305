package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.notice.api.ChannelState;
import org.karawatt.notice.api.NoticeService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The ways notices go. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("notice-channels")
@Produces(MediaType.APPLICATION_JSON)
public class NoticeChannelResource implements RestResource {

    private final NoticeService notices;

    @Activate
    public NoticeChannelResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) NoticeService notices) {
        this.notices = notices;
    }

    @GET
    @Operation(summary = "Channels that are configured, and whether they are there")
    public List<ChannelState> list() {
        return notices.channels(RestContext.current());
    }
}
