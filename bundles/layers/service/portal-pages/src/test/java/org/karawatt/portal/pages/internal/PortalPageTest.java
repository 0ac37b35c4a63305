package org.karawatt.portal.pages.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.karawatt.console.api.WebPage;

class PortalPageTest {

    private static WebPage page(String base) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Map<String, JsonNode> descriptors = Map.of(
                "lib", json.readTree("{\"imports\":{\"vue\":\"vue.js\"},\"preload\":[\"vue\"],\"css\":[\"ep.css\"]}"),
                "console", json.readTree("{\"imports\":{\"@karawatt/console\":\"kit.js\"},\"css\":[\"shell.css\",\"module.css\"]}"));
        return PortalPage.of(base, descriptors);
    }

    @Test
    void thePolicyAllowsTheImportMapAndNoOtherInlineScript() throws Exception {
        WebPage page = page("");
        Matcher inline = Pattern.compile("<script(?![^>]*src=)[^>]*>(.*?)</script>", Pattern.DOTALL).matcher(page.html());
        assertTrue(inline.find());
        String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(inline.group(1)
                .getBytes(StandardCharsets.UTF_8)));
        assertTrue(page.policy().contains("script-src 'self' 'sha256-" + hash + "';"), page.policy());
        assertFalse(inline.find(), "one inline script");
        assertFalse(page.policy().contains("unsafe"), page.policy());
        assertTrue(page.policy().startsWith("default-src 'none';") && page.policy().contains("frame-ancestors 'none'"), page.policy());
        assertFalse(page.html().contains("style="), page.html());
    }

    @Test
    void everythingComesFromThisServer() throws Exception {
        String html = page("/power").html();
        JsonNode imports = new ObjectMapper().readTree(html.replaceAll("(?s)^.*importmap\">(.*?)</script>.*$", "$1")).path("imports");
        assertEquals("/power/console/m/lib/now/vue.js", imports.path("vue").asText());
        assertEquals("/power/console/m/console/now/kit.js", imports.path("@karawatt/console").asText());
        assertEquals("/power/console/m/console/now/", imports.path("@karawatt/console/").asText());
        assertTrue(html.contains("src=\"/power/console/m/portal/now/main.js\""), html);
        assertTrue(html.contains("data-portal=\"/power/portal\""), html);
        assertFalse(html.contains("//"), html);
    }
}
