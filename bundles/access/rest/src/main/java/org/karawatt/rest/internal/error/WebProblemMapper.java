package org.karawatt.rest.internal.error;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;

/** The same for the failures that JAX-RS itself raises; without a mapper of their own CXF would answer them. */
@Provider
public final class WebProblemMapper implements ExceptionMapper<WebApplicationException> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(WebApplicationException thrown) {
        return ProblemMapper.response(thrown, request);
    }
}
