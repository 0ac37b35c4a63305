package org.karawatt.rest.internal.web;

import java.util.regex.Pattern;

/** Which addresses are open. Decides on the path that the container dispatches. */
enum Access {
    /** No login needed; who is logged in is known all the same. */
    OPEN,
    /** A login is needed. */
    LOGIN,
    /** What everybody may read, and nobody may change; how often an address may ask without a login is limited. */
    PUBLIC,
    /**
     * The customers' portal, which knows its callers by itself: nobody is known here, not even who is logged in as staff. What it answers
     * without a session, and how often, the portal decides; the filter only keeps forged requests and floods away.
     */
    PORTAL,
    /** Left to the console's own servlets, which know the public modules; who is logged in is known. */
    CONSOLE;

    static final String SESSION = "/api/v1/system/session";
    static final String HEALTH = "/api/v1/system/health";
    private static final String PUBLIC_API = "/api/v1/public/";
    private static final String PUBLIC_PAGES = "/public/";
    private static final String PORTAL_API = "/api/v1/portal";
    private static final String PORTAL_PAGES = "/portal";
    /** Only at this one place of each module, since every other address may have to be looked up. */
    private static final Pattern PUBLIC_STYLE = Pattern.compile("/public/[a-z-]+/style\\.css");

    /** @param path servlet path and path info, normalised by the container */
    static Access of(String path) {
        if (path.equals("/") || path.isEmpty() || path.equals(SESSION) || path.equals(HEALTH)) {
            return OPEN;
        }
        if (path.startsWith(PUBLIC_API) || path.startsWith(PUBLIC_PAGES)) {
            return PUBLIC;
        }
        if (isBelow(path, PORTAL_API) || isBelow(path, PORTAL_PAGES)) {
            return PORTAL;
        }
        return isBelow(path, "/console") ? CONSOLE : LOGIN;
    }

    private static boolean isBelow(String path, String place) {
        return path.equals(place) || path.startsWith(place + "/");
    }

    static boolean isApi(String path) {
        return isBelow(path, "/api");
    }

    /** Whether this is the style sheet of public pages, which comes with each of them and costs nothing. */
    static boolean isPublicStyle(String path) {
        return PUBLIC_STYLE.matcher(path).matches();
    }

    static boolean isUnsafe(String method) {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }
}
