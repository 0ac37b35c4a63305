package org.karawatt.rest.internal.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.ws.rs.GET;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.rest.api.RestResource;
import org.karawatt.rest.internal.config.RestConfig;

class KnownAddressesTest {

    @TempDir
    private Path folder;

    @javax.ws.rs.Path("meters")
    public static class Meters implements RestResource {
        @GET
        public String get() {
            return "meters";
        }
    }

    @javax.ws.rs.Path("poles/{id}")
    public static class Poles implements RestResource {
        @GET
        public String get() {
            return "pole";
        }
    }

    @Test
    void aModuleIsRememberedAcrossARestartUnlessItWasUninstalled() {
        Publishing first = started();
        first.add("/business", new Meters(), 0, 7);
        first.add("/business", new Poles(), 0, Publishing.UNINSTALLED);
        assertNotNull(first.publisher().routes().find("/v1/business/poles/1").enter());
        first.stop();

        Publishing second = started();
        Routes routes = second.publisher().routes();
        assertNull(routes.find("/v1/business/meters/7").enter(), "known, and away");
        assertNull(routes.find("/v1/business/poles/1"), "its bundle is gone for good");
        assertNull(routes.find("/v1/business/nothing"));
        second.add("/business", new Meters(), 0, 8);
        assertNotNull(routes.find("/v1/business/meters/7").enter(), "back, from whatever bundle");
        second.stop();
    }

    @Test
    void anUnreadableMemoryIsNoReasonNotToServe() throws Exception {
        Files.write(folder.resolve("addresses"), new byte[] {(byte) 0xff, (byte) 0xfe, 9, 9, 10, 'x'});
        Publishing publishing = started();
        publishing.add("/business", new Meters(), 0, 7);
        assertNotNull(publishing.publisher().routes().find("/v1/business/meters").enter());
        publishing.stop();
        assertEquals("/v1/business/meters\tbundle-7", Files.readString(folder.resolve("addresses")).strip());
    }

    private Publishing started() {
        RestConfig config = (RestConfig) Proxy.newProxyInstance(RestConfig.class.getClassLoader(), new Class<?>[] {RestConfig.class},
                (proxy, method, args) -> method.getDefaultValue());
        return new Publishing(config, folder.resolve("addresses"));
    }
}
