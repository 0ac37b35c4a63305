package org.karawatt.console.internal.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.console.internal.module.Fakes;
import org.karawatt.console.internal.module.ModuleRegistry;

class ConsoleServletsTest {

    @TempDir
    Path folder;

    private ModuleRegistry registry;

    @BeforeEach
    void modules() throws IOException {
        registry = Fakes.registry(List.of(
                Fakes.reference(Fakes.bundle(folder, "libs", Map.of(
                        "module.json", "{\"id\":\"lib\",\"imports\":{\"vue\":\"vue.js\"},\"css\":[\"ep.css\"],\"preload\":[\"vue\"]}",
                        "vue.js", "export {}", "vue.js.gz", "zipped")), "lib", true, 0),
                Fakes.reference(Fakes.bundle(folder, "console", Map.of(
                        "module.json", "{\"id\":\"console\",\"imports\":{\"@karawatt/console\":\"kit.js\"},\"pages\":"
                                + "[{\"path\":\"/system/about\",\"component\":\"About.js\"}]}")), "console", true, 0),
                Fakes.reference(Fakes.bundle(folder, "billing", Map.of(
                        "module.json", "{\"id\":\"billing\",\"pages\":[{\"path\":\"/business/bills\",\"component\":\"A.js\","
                                + "\"permission\":\"billing.read\"}],\"search\":{\"path\":\"/business/x\",\"permission\":\"customer.read\"}}",
                        "A.js", "export default {}")), "billing", false, 0)));
    }

    @Test
    void indexAllowsItsOwnImportMapAndNothingElse() throws Exception {
        WebFake web = new WebFake("/", null);
        new IndexServlet(registry).doGet(web.request(), web.response());

        Matcher map = Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(web.body());
        assertTrue(map.find());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
        String policy = web.header("Content-Security-Policy");
        assertTrue(policy.contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        JsonNode imports = new ObjectMapper().readTree(map.group(1)).path("imports");
        String revision = registry.find("lib").orElseThrow().revision();
        assertEquals("/console/m/lib/" + revision + "/vue.js", imports.path("vue").asText());
        assertTrue(imports.has("@karawatt/console"));
    }

    @Test
    void indexWaitsForTheLibraries() throws Exception {
        WebFake web = new WebFake("/", null);
        new IndexServlet(Fakes.registry(List.of())).doGet(web.request(), web.response());

        assertEquals(503, web.status());
        assertEquals("3", web.header("Retry-After"));
    }

    @Test
    void assetsOfTheRightRevisionAreCachedForEver() throws Exception {
        String revision = registry.find("lib").orElseThrow().revision();
        WebFake web = new WebFake("/lib/" + revision + "/vue.js", null);
        new AssetServlet(registry).doGet(web.request(), web.response());

        assertEquals("public, max-age=31536000, immutable", web.header("Cache-Control"));
        assertEquals("text/javascript;charset=utf-8", web.header("Content-Type"));
        assertEquals("export {}", web.body());
        assertTrue(web.header("Content-Security-Policy").contains("connect-src 'self'"), "the worker could not get events");

        WebFake old = new WebFake("/lib/000000000000/vue.js", null);
        new AssetServlet(registry).doGet(old.request(), old.response());
        assertEquals("no-cache", old.header("Cache-Control"));
    }

    @Test
    void assetsAreCompressedAndNotSentTwice() throws Exception {
        String revision = registry.find("lib").orElseThrow().revision();
        String path = "/lib/" + revision + "/vue.js";
        WebFake web = new WebFake(path, null, "Accept-Encoding", "br, gzip");
        new AssetServlet(registry).doGet(web.request(), web.response());
        assertEquals("gzip", web.header("Content-Encoding"));
        assertEquals("zipped", web.body());

        WebFake again = new WebFake(path, null, "Accept-Encoding", "br, gzip", "If-None-Match", web.header("ETag"));
        new AssetServlet(registry).doGet(again.request(), again.response());
        assertEquals(304, again.status());
        assertEquals("", again.body());
    }

    @Test
    void assetsOfOtherModulesNeedALogin() throws Exception {
        String path = "/billing/" + registry.find("billing").orElseThrow().revision() + "/A.js";
        WebFake stranger = new WebFake(path, null);
        new AssetServlet(registry).doGet(stranger.request(), stranger.response());
        assertEquals(401, stranger.status());

        WebFake missing = new WebFake("/nothing/1/A.js", null);
        new AssetServlet(registry).doGet(missing.request(), missing.response());
        assertEquals(401, missing.status());

        WebFake clerk = new WebFake(path, List.of());
        new AssetServlet(registry).doGet(clerk.request(), clerk.response());
        assertEquals(200, clerk.status());
        assertTrue(clerk.header("Cache-Control").startsWith("private"));
    }

    @Test
    void assetsOutsideTheFolderAreNotFound() throws Exception {
        for (String path : List.of("/lib/1/../module.json", "/lib/1/vue.js.gz", "/lib/1/", "/lib/1", "/lib", "/lib/1/none.js")) {
            WebFake web = new WebFake(path, List.of());
            new AssetServlet(registry).doGet(web.request(), web.response());
            assertEquals(404, web.status(), path);
        }
    }

    @Test
    void listShowsWhatTheUserMaySee() throws Exception {
        assertEquals(List.of("console"), listed(List.of()).findValuesAsText("id"));
        JsonNode clerk = listed(List.of("billing.read"));
        assertEquals(List.of("billing", "console"), clerk.path("modules").findValuesAsText("id"));
        assertFalse(clerk.path("modules").get(0).has("search"));
        assertFalse(clerk.path("modules").get(1).has("imports"));
        assertTrue(listed(List.of("billing.read", "customer.read")).path("modules").get(0).has("search"));
    }

    @Test
    void listNeedsALogin() throws Exception {
        WebFake web = new WebFake(null, null);
        new ModulesServlet(registry).doGet(web.request(), web.response());

        assertEquals(401, web.status());
        assertEquals("application/problem+json;charset=utf-8", web.header("Content-Type"));
        assertNull(new ObjectMapper().readTree(web.body()).get("modules"));
    }

    private JsonNode listed(List<String> permissions) throws Exception {
        WebFake web = new WebFake(null, permissions);
        new ModulesServlet(registry).doGet(web.request(), web.response());
        return new ObjectMapper().readTree(web.body());
    }
}
