package org.karawatt.console.internal.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karawatt.console.api.UiModule;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

class ModuleRegistryTest {

    private static final String DESCRIPTOR = "{\"id\":\"billing\",\"pages\":[{\"path\":\"/business/bills\",\"component\":\"A.js\"}]}";

    @TempDir
    Path folder;

    @Test
    void browsersAreToldWhenAModuleComesAndGoes() throws IOException {
        List<String> told = new ArrayList<>();
        ModuleRegistry registry = new ModuleRegistry();
        registry.setEvents((topic, permission, json) -> told.add(topic + " " + permission + " " + json));
        ServiceReference<UiModule> module = module("a", Map.of("module.json", DESCRIPTOR), 0);

        registry.addModule(module);
        assertTrue(registry.find("billing").isPresent());
        registry.removeModule(module);

        assertTrue(registry.find("billing").isEmpty());
        assertEquals(List.of("modules null {}", "modules null {}"), told);
    }

    @Test
    void replacementCountsWhileItIsThereAndTheOriginalAfterwards() throws IOException {
        ServiceReference<UiModule> ours = module("ours", Map.of("module.json", DESCRIPTOR), 0);
        ServiceReference<UiModule> theirs = module("theirs", Map.of("module.json", DESCRIPTOR, "A.js", "1"), 10);
        ModuleRegistry registry = Fakes.registry(List.of(theirs, ours));

        assertEquals("theirs", registry.find("billing").orElseThrow().bundle().getSymbolicName());
        assertEquals(1, registry.all().size());
        registry.removeModule(theirs);
        assertEquals("ours", registry.find("billing").orElseThrow().bundle().getSymbolicName());
    }

    @Test
    void revisionFollowsTheContentAndNotItsCompressedForm() throws IOException {
        String first = revision("one", Map.of("module.json", DESCRIPTOR, "A.js", "1"));

        assertEquals(first, revision("two", Map.of("module.json", DESCRIPTOR, "A.js", "1", "A.js.gz", "x")));
        assertNotEquals(first, revision("three", Map.of("module.json", DESCRIPTOR, "A.js", "2")));
        assertNotEquals(first, revision("four", Map.of("module.json", DESCRIPTOR, "B.js", "1")));
    }

    @Test
    void unusableModulesAreLeftOut() throws IOException {
        ModuleRegistry registry = Fakes.registry(List.of(
                module("none", Map.of("A.js", "1"), 0),
                module("broken", Map.of("module.json", "{"), 0),
                module("other", Map.of("module.json", "{\"id\":\"other\"}"), 0),
                module("route", Map.of("module.json", DESCRIPTOR.replace("/business/bills", "../bills")), 0)));

        assertEquals(List.of(), registry.all());
    }

    @Test
    void filesOutsideTheFolderDoNotExist() throws IOException {
        ModuleFiles files = files("safe", Map.of("module.json", DESCRIPTOR, "A.js", "1", "A.js.gz", "x"));

        assertTrue(files.file("A.js").isPresent());
        assertTrue(files.compressed("A.js").isPresent());
        for (String path : List.of("../secret", "a/../../secret", "A.js.gz", "", "/A.js", ".hidden", "a//A.js", "%2e%2e/secret")) {
            assertTrue(files.file(path).isEmpty(), path);
        }
    }

    private String revision(String name, Map<String, String> content) throws IOException {
        return files(name, content).revision();
    }

    private ModuleFiles files(String name, Map<String, String> content) throws IOException {
        return Fakes.registry(List.of(module(name, content, 0))).find("billing").orElseThrow();
    }

    private ServiceReference<UiModule> module(String name, Map<String, String> content, int ranking) throws IOException {
        Bundle bundle = Fakes.bundle(folder, name, content);
        return Fakes.reference(bundle, "billing", false, ranking);
    }
}
