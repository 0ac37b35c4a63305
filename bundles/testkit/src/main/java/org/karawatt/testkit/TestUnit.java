package org.karawatt.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.persistence.EntityManagerFactory;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.openjpa.lib.jdbc.JDBCListener;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The real persistence.xml as a container would read it; only the way to the transaction manager differs outside OSGi. */
public final class TestUnit implements PersistenceUnitInfo {

    private static final String FILE = "META-INF/persistence.xml";

    private final DataSource dataSource;
    private final String name;
    private final List<String> classes;
    private final Properties properties = new Properties();
    private final URL url;

    private TestUnit(DataSource dataSource) {
        this.dataSource = dataSource;
        this.url = getClassLoader().getResource(FILE);
        Document document = parse();
        this.name = ((Element) document.getElementsByTagName("persistence-unit").item(0)).getAttribute("name");
        this.classes = texts(document.getElementsByTagName("class"));
        NodeList list = document.getElementsByTagName("property");
        for (int i = 0; i < list.getLength(); i++) {
            Element property = (Element) list.item(i);
            properties.setProperty(property.getAttribute("name"), property.getAttribute("value"));
        }
    }

    /** A factory of the unit on this data source. */
    public static EntityManagerFactory open(DataSource dataSource, JDBCListener listener) {
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("openjpa.ManagedRuntime",
                "org.apache.openjpa.ee.InvocationManagedRuntime(TransactionManagerMethod=" + TestTransactions.class.getName() + ".manager)");
        overrides.put("openjpa.jdbc.JDBCListeners", new JDBCListener[] {listener});
        return new PersistenceProviderImpl().createContainerEntityManagerFactory(new TestUnit(dataSource), overrides);
    }

    /** The classes that persistence.xml lists. */
    public static List<String> listedClasses() {
        return new TestUnit(null).getManagedClassNames();
    }

    private Document parse() {
        try (InputStream in = url.openStream()) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + url, e);
        }
    }

    private static List<String> texts(NodeList nodes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().trim());
        }
        return List.copyOf(texts);
    }

    @Override
    public String getPersistenceUnitName() {
        return name;
    }

    @Override
    public String getPersistenceProviderClassName() {
        return PersistenceProviderImpl.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.JTA;
    }

    @Override
    public DataSource getJtaDataSource() {
        return dataSource;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return null;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return null;
    }

    @Override
    public List<String> getManagedClassNames() {
        return classes;
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.UNSPECIFIED;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "2.1";
    }

    @Override
    public ClassLoader getClassLoader() {
        return TestUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // the classes are enhanced at build time
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return getClassLoader();
    }
}
