package org.karawatt.itests.container;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.junit.runner.RunWith;
import org.karawatt.itests.FreePort;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.BundleContext;

/** The container of the in-container tests: the packed distribution, on free ports, with no repository but its own and the tests'. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public abstract class ContainerTest {

    private static final long CONTAINER_MILLIS = 180_000;
    private static final long CONDITION_SECONDS = 60;

    /** Boot features are all in: Pax Exam alone does not wait for them. */
    @Inject
    protected BootFinished bootFinished;

    @Inject
    protected BundleContext context;

    /** The container; evaluated once, outside of it. */
    @Configuration
    public static Option[] container() {
        String karaf = System.getProperty("karaf.version");
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration().frameworkUrl("file:" + new File(System.getProperty("karawatt.distribution")).toURI().getPath())
                        .name("Karawatt").karafVersion(karaf).unpackDirectory(new File("target/exam")).useDeployFolder(false)
                        .runEmbedded(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole(),
                // how long an injected service is waited for: BootFinished comes when everything is in
                systemProperty("pax.exam.service.timeout").value("" + CONTAINER_MILLIS),
                systemTimeout(CONTAINER_MILLIS),
                editConfigurationFilePut("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", "" + FreePort.next()),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", "" + FreePort.next()),
                editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("org.ops4j.pax.url.mvn.localRepository")),
                editConfigurationFilePut("etc/users.properties", "admin", "admin-of-the-tests,_g_:admingroup")));
        virtualMachine(karaf).forEach(o -> options.add(new VMOption(o)));
        return options.toArray(Option[]::new);
    }

    /** What bin/karaf gives the virtual machine: Pax Exam starts it without that script. */
    private static List<String> virtualMachine(String karaf) {
        return List.of("-Xmx1g", "-Dfile.encoding=UTF-8",
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module", "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                "--patch-module", "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                "--add-opens", "java.base/java.security=ALL-UNNAMED",
                "--add-opens", "java.base/java.net=ALL-UNNAMED",
                "--add-opens", "java.base/java.lang=ALL-UNNAMED",
                "--add-opens", "java.base/java.util=ALL-UNNAMED",
                "--add-opens", "java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens", "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
                "--add-exports=jdk.xml.dom/org.w3c.dom.html=ALL-UNNAMED",
                "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
                "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
                "--add-exports=java.security.sasl/com.sun.security.sasl=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                "-classpath", "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*" + File.pathSeparator + "lib/endorsed/*");
    }

    /** Asks again until nothing is left to complain about; fails with the last complaint. */
    protected static void await(Supplier<List<String>> complaints) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONDITION_SECONDS);
        List<String> left = complaints.get();
        while (!left.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(String.join(System.lineSeparator(), left));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            left = complaints.get();
        }
    }
}
