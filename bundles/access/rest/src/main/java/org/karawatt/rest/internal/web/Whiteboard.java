package org.karawatt.rest.internal.web;

/** Names in the HTTP whiteboard. Every servlet and filter has its own, because unnamed ones displace each other. */
public final class Whiteboard {

    /** The one web context of Karawatt, at {@code /}. */
    public static final String CONTEXT = "karawatt";

    public static final String SELECT = "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + CONTEXT + ")";
    public static final String SERVLET_NAME = "osgi.http.whiteboard.servlet.name=";
    public static final String SERVLET_PATTERN = "osgi.http.whiteboard.servlet.pattern=";
    public static final String SERVLET_ASYNC = "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true";

    private Whiteboard() {
    }
}
