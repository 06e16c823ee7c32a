// Asks veraPDF whether each file keeps PDF/UA-1; prints one line for every broken rule: file, clause, test, words.
import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

class Judge {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        for (String file : files) {
            try (FileInputStream stream = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                for (TestAssertion broken : result.getTestAssertions()) {
                    System.out.println(file + "\t" + broken.getRuleId().getClause() + "\t"
                            + broken.getRuleId().getTestNumber() + "\t" + broken.getMessage());
                }
                System.out.println(file + "\t" + (result.isCompliant() ? "keeps" : "breaks") + " PDF/UA-1");
            }
        }
    }
}
