package org.karawatt.tooling.sfc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SfcCompilerTest {

    @Test
    void componentBecomesAnEsModuleWithScopedStyle() throws IOException {
        SfcCompiler.Result result = SfcCompiler.shared().compile("""
                <script setup>
                import Other from './Other.vue'
                const who = 'grid'
                </script>
                <template><p class="a">{{ who }}</p><el-button>x</el-button><Other /></template>
                <style scoped>.a { color: red; }</style>
                """, "A.vue", "0a1b2c3d");

        assertEquals(List.of(), result.errors());
        assertTrue(result.code().contains("export default __sfc__"), result.code());
        assertTrue(result.code().contains("'./Other.vue.js'"), result.code());
        assertTrue(result.code().contains("data-v-0a1b2c3d"), result.code());
        assertTrue(result.css().contains(".a[data-v-0a1b2c3d]"), result.css());
        assertFalse(result.code().contains("new Function"), "the page forbids eval");
    }

    @Test
    void brokenTemplateIsReported() throws IOException {
        SfcCompiler.Result result = SfcCompiler.shared().compile("""
                <script setup>const a = 1</script>
                <template><div>{{ a +  }}</div></template>
                """, "B.vue", "b");

        assertFalse(result.errors().isEmpty());
    }

    @Test
    void misspeltComponentIsReported() throws IOException {
        SfcCompiler.Result result =
                SfcCompiler.shared().compile("<template><el-tabel /></template>", "C.vue", "c");

        assertEquals(List.of("Unknown component <el-tabel>"), result.errors());
    }

    @Test
    void missingTextsAreReported() throws IOException {
        List<String> errors = SfcCompiler.shared().checkMessages(
                "{\"id\":\"demo\",\"title\":\"name\",\"pages\":[{\"title\":\"list.title\"}]}",
                "{\"name\":\"演示\",\"list\":{\"title\":\"清单\"},\"only\":\"中\"}",
                "{\"name\":\"Demo\",\"list\":{\"title\":\"List\"}}",
                "t('demo.list.title') + t('demo.gone', { n: 1 }) + t('other.key')");

        assertEquals(List.of("i18n/en.json lacks only", "No text for demo.gone"), errors);
    }
}
