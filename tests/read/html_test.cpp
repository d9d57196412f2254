// HTML: depth, breadth, and the map of pages made by chance.
#include <gtest/gtest.h>

#include <random>

#include "base/utf8.h"
#include "read/html.h"
#include "read/html_guard.h"
#include "support.h"

namespace marsad::tests {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Html, nested_100000_deep) {
    for (const std::string_view tag : {"<div>", "<span>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<x-y>", "<li><section>", "<a><div>", "<form><div></form>",
                                       "<p><table><tr><td>", "<span><div></span>", "<body><div></body>", "<svg>", "<button><div>", "<select><option><b>"}) {
        const auto reading = read_bytes("<!doctype html><p>Some words.</p>\n  " + repeated(tag, 100000) + "deep");
        if (reading.document) continue;  // the parser itself keeps it flat
        EXPECT_EQ(reading.document.error().code, ErrorCode::too_deep) << tag;
        EXPECT_NE(reading.document.error().message.find("report:2:"), std::string::npos) << reading.document.error().message;
        EXPECT_FALSE(reading.document.error().advice.empty());
    }
    EXPECT_FALSE(read_bytes("<!doctype html>" + repeated("<div>", 100000)).document);
    EXPECT_TRUE(read_bytes("<!doctype html>" + repeated("<div>", 200) + "x" + repeated("</div>", 200)).document);
}

TEST(Html, unclosed_and_misnested_tags_are_no_depth) {
    for (const std::string_view part : {"<p>one", "<li>one", "<b>one<p>two", "<font color=red><p>one</font>", "<tr><td>one", "<br>", "<i><b>x</i></b>", "<option>", "<dt>a<dd>b"}) {
        for (const std::string_view around : {"", "<table>", "<ul>"}) {
            const auto reading = read_bytes("<!doctype html>" + std::string(around) + repeated(part, 5000) + "last");
            ASSERT_TRUE(reading.document) << around << part << reading.document.error().message;
        }
    }
}

TEST(Html, many_attributes_and_long_tags) {
    std::string tag = "<p ";
    for (int i = 0; i < 50000; ++i) tag += "a" + std::to_string(i) + "=\"<p>\" ";
    const auto reading = read_bytes("<!doctype html>" + tag + ">words</p>");
    ASSERT_TRUE(reading.document);
    EXPECT_EQ(reading.document->body(), "words");
}

TEST(Html, a_page_cut_anywhere_is_read) {
    const std::string page =
        "<!doctype html><html><head><title>T &amp; t</title><script>a<b</script></head><body><!-- c --><h1 class='x'>H</h1>"
        "<p>one &eacute;<b>two</b><table><tr><td>3</table><pre>\n x</pre></body>";
    for (std::size_t size = 16; size < page.size(); ++size) {
        const auto reading = read_bytes(std::string_view(page).substr(0, size));
        if (!reading.document) {
            EXPECT_EQ(reading.document.error().code, ErrorCode::empty) << page.substr(0, size);
        }
    }
}

// A page of random tags around known words: each word is in the text once, and the map leads back to it.
TEST(Html, maps_lead_back_to_the_source) {
    static constexpr std::string_view tags[] = {"<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ul>",
                                                "</ul>", "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<!-- c -->", " ", "\n", "&nbsp;", "<pre>", "</pre>",
                                                "<a href='x'>", "</a>", "<span>", "</span>", "&amp;", "&eacute;", "é", "<i>", "</i>", "<nav>", "</nav>", "<time>"};
    std::mt19937 random(7);
    for (int round = 0; round < 400; ++round) {
        std::string page = "<!doctype html><body>";
        std::vector<std::pair<std::string, std::size_t>> words;
        for (int i = 0; i < 60; ++i) {
            if (random() % 3 == 0) {
                const std::string word = "w" + std::to_string(i) + "w";
                words.emplace_back(word, page.size());
                page += word;
            } else {
                page += tags[random() % std::size(tags)];
            }
        }
        const auto result = read::detail::read_html(page, "f");
        ASSERT_TRUE(result);
        std::size_t at = 0;
        for (const auto& [word, source] : words) {
            at = result->text.find(word, at);
            ASSERT_NE(at, std::string::npos) << word << " in " << page << "\n"
                                             << result->text;
            const base::Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
            const auto back = read::source_span(result->map, span);
            EXPECT_EQ(back.begin, source) << page;
            EXPECT_EQ(back.size(), word.size()) << page;
        }
        std::uint32_t last = 0;
        for (const auto& block : result->blocks) {
            EXPECT_GE(block.span.begin, last);
            EXPECT_LT(block.span.begin, block.span.end);
            EXPECT_TRUE(base::trim(std::string_view(result->text).substr(last, block.span.begin - last)).empty()) << page;
            last = block.span.end;
        }
        EXPECT_TRUE(base::trim(std::string_view(result->text).substr(last)).empty());
    }
}

TEST(Html, the_map_of_a_legacy_page_goes_through_both_steps) {
    const std::string page = "<html><head><meta charset=windows-1252></head><body><p>caf\xE9 &amp; \x93tea\x94</p></body></html>";
    const auto reading = read_bytes(page);
    ASSERT_TRUE(reading.document);
    const auto& document = *reading.document;
    ASSERT_EQ(document.body(), "café & “tea”");
    const auto source_of = [&](std::string_view words) {
        const auto at = static_cast<std::uint32_t>(document.body().find(words));
        const auto span = read::source_span(document.map, {at, at + static_cast<std::uint32_t>(words.size())});
        return page.substr(span.begin, span.size());
    };
    EXPECT_EQ(source_of("café"), "caf\xE9");
    EXPECT_EQ(source_of("é"), "\xE9");
    EXPECT_EQ(source_of("&"), "&amp;");
    EXPECT_EQ(source_of("“tea”"), "\x93tea\x94");
    EXPECT_EQ(source_of("café & “tea"), "caf\xE9 &amp; \x93tea");
}

TEST(Html, the_map_counts_in_the_body_and_blocks_in_the_buffer) {
    const auto reading = read_line(R"({"title": "A title", "html": "<p>Some <b>bold</b> words</p>"})");
    ASSERT_TRUE(reading.document);
    const auto& document = *reading.document;
    EXPECT_EQ(document.buffer, "A title\nSome bold words");
    EXPECT_EQ(document.body_begin, 8u);
    EXPECT_EQ(document.map, (read::Map{{0, 3, 5}, {5, 11, 4}, {9, 19, 6}}));
    ASSERT_EQ(document.blocks.size(), 1u);
    EXPECT_EQ(document.words(document.blocks[0].span), "Some bold words");
}

TEST(Guard, keeps_offsets) {
    std::string page = "<p>a<b class='>'>b</b><font\nsize=2>c</font></p><script>'<b>'</script>";
    const std::size_t size = page.size();
    EXPECT_FALSE(read::detail::guard_html(page));
    EXPECT_EQ(page.size(), size);
    EXPECT_EQ(page.find("<b"), page.find("'<b>'") + 1);
    EXPECT_EQ(page.find("<font"), std::string::npos);
    EXPECT_NE(page.find("<p>a<!"), std::string::npos);
}

}  // namespace
}  // namespace marsad::tests
