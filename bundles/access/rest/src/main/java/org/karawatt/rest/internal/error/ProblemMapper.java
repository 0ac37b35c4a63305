package org.karawatt.rest.internal.error;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.karawatt.rest.api.Problem;
import org.karawatt.rest.internal.web.Http;

/** Answers every failure of a resource with a problem. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return response(thrown, request);
    }

    static Response response(Throwable thrown, HttpServletRequest request) {
        Problems.Answer answer = Problems.of(thrown, Http.asked(request));
        Response.ResponseBuilder response = Response.status(answer.problem().status()).type(Problem.MEDIA_TYPE).entity(answer.problem());
        if (answer.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfter());
        }
        if (answer.allow() != null) {
            response.header(HttpHeaders.ALLOW, answer.allow());
        }
        return response.build();
    }
}
