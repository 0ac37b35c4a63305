package org.karawatt.rest.internal.web;

/**
 * Names in the HTTP whiteboard. Every servlet and filter has its own, because unnamed ones displace each other.
 *
 * <p>Servlets, filters and contexts are immediate components with one instance. Pax Web gives services back on a thread of its own; a
 * delayed or bundle-scoped component is then deactivated by that thread, and when its bundle stops at the same time, Declarative
 * Services (Felix SCR 2.2.6) ends in a NullPointerException. For an immediate one giving back is only counted.
 */
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
