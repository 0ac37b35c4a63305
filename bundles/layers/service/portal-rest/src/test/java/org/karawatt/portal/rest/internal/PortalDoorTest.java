package org.karawatt.portal.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalLoginService;
import org.karawatt.portal.api.PortalService;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.security.api.SecurityErrors;

/** Who comes in at the portal's door. */
class PortalDoorTest {

    private static final String TOKEN = "t".repeat(43);
    private static final String CSRF = "c".repeat(43);
    private static final CallContext NOBODY = new CallContext("anonymous", Set.of(), new OfficeScope(Set.of()), Locale.ENGLISH, "rest",
            null);

    private final PortalLoginService logins = fake(PortalLoginService.class, (method, args) -> switch (method.getName()) {
        case "session" -> TOKEN.equals(args[1])
                ? Optional.of(new PortalSession(TOKEN, CSRF, new PortalCaller(7, "a@example.org", (PortalVisitor) args[0]), Instant.EPOCH))
                : Optional.empty();
        case "logout" -> null;
        default -> throw new UnsupportedOperationException(method.getName());
    });
    private final PortalDoor door = new PortalDoor(logins);
    /** Would find everything, and so fails any test in which somebody gets past the door. */
    private final PortalService portal = fake(PortalService.class, (method, args) -> {
        throw new AssertionError("nobody gets here");
    });

    private interface Answer {
        Object to(Method method, Object[] args);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(PortalDoorTest.class.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> answer.to(method, args)));
    }

    private static HttpServletRequest request(Map<String, String> headers, Cookie... cookies) {
        return fake(HttpServletRequest.class, (method, args) -> switch (method.getName()) {
            case "getCookies" -> cookies.length == 0 ? null : cookies;
            case "getHeader" -> headers.get(args[0]);
            case "getAttribute" -> Requests.CLIENT_ADDRESS.equals(args[0]) ? "203.0.113.5" : null;
            case "isSecure" -> false;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static ErrorCode refused(Runnable work) {
        return assertThrows(KarawattException.class, () -> RestContext.with(NOBODY, work::run)).code();
    }

    @Test
    void thePortalsOwnCookieIsTheOnlyKey() {
        HttpServletRequest right = request(Map.of(), new Cookie("KWPORTAL", TOKEN));
        RestContext.with(NOBODY, () -> {
            assertEquals("portal:7", door.reader(right).user());
            assertEquals("203.0.113.5", door.reader(right).visitor().address());
        });
        for (HttpServletRequest wrong : List.of(request(Map.of()), request(Map.of(), new Cookie("KWSESSION", TOKEN)),
                request(Map.of(), new Cookie("KWPORTAL", "x")), request(Map.of("Authorization", "Basic YWRtaW46YWRtaW4=")))) {
            assertEquals(SecurityErrors.LOGIN_REQUIRED, refused(() -> door.reader(wrong)));
            assertEquals(SecurityErrors.LOGIN_REQUIRED, refused(() -> door.writer(wrong)));
        }
    }

    @Test
    void aChangeNeedsTheSecondSecret() {
        Cookie cookie = new Cookie("KWPORTAL", TOKEN);
        assertEquals(SecurityErrors.BAD_CSRF_TOKEN, refused(() -> door.writer(request(Map.of(), cookie))));
        assertEquals(SecurityErrors.BAD_CSRF_TOKEN, refused(() -> door.writer(request(Map.of("X-CSRF-Token", CSRF + "x"), cookie))));
        RestContext.with(NOBODY, () -> assertEquals(7, door.writer(request(Map.of("X-CSRF-Token", CSRF), cookie)).loginId()));
    }

    @Test
    void theCookieIsSentToThePortalsApiOnly() {
        assertEquals("KWPORTAL=" + TOKEN + "; Path=/api/v1/portal; HttpOnly; SameSite=Strict", PortalDoor.cookie(TOKEN, false));
        assertEquals("KWPORTAL=" + TOKEN + "; Path=/api/v1/portal; HttpOnly; SameSite=Strict; Secure", PortalDoor.cookie(TOKEN, true));
        assertTrue(PortalDoor.cookie(null, false).endsWith("; Max-Age=0"));
    }

    /** Every method of the resources with own data asks the door first, and where it changes something for the second secret too. */
    @Test
    void noMethodIsOpen() throws Exception {
        HttpServletRequest stranger = request(Map.of());
        HttpServletRequest forged = request(Map.of(), new Cookie("KWPORTAL", TOKEN));
        int methods = 0;
        for (RestResource resource : List.of(new PortalAccountResource(portal, door), new PortalBillResource(portal, door),
                new PortalApplicationResource(portal, door))) {
            for (Method method : resource.getClass().getDeclaredMethods()) {
                if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == HttpServletRequest.class) {
                    methods++;
                    assertEquals(SecurityErrors.LOGIN_REQUIRED, refused(() -> call(resource, method, stranger)), method.toString());
                    if (!method.isAnnotationPresent(GET.class)) {
                        assertEquals(SecurityErrors.BAD_CSRF_TOKEN, refused(() -> call(resource, method, forged)), method.toString());
                    }
                }
            }
        }
        assertEquals(16, methods, "six of accounts, three of bills, seven of applications");
        assertEquals(SecurityErrors.BAD_CSRF_TOKEN, refused(() -> new PortalSessionResource(logins, door).logout(forged)));
    }

    private static void call(RestResource resource, Method method, HttpServletRequest request) {
        Object[] args = Arrays.stream(method.getParameterTypes()).map(type -> type == HttpServletRequest.class ? request
                : type == String.class ? "x"
                : type == RegistrationResource.Proof.class ? new RegistrationResource.Proof("A", null, null, "s")
                : type == PortalApplicationResource.Application.class ? new PortalApplicationResource.Application("x", "x", null, Map.of())
                : null).toArray();
        try {
            method.invoke(resource, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
