//! Words of which a change may turn what is said, though nearly all letters stay: numbers, negations, and a word that got
//! something in front of it.

use super::token::{Kind, Token};

/// Words that turn what is said into its opposite. Not complete, and need not be: most other words that were exchanged
/// make a place unlikely enough.
const NEGATIONS: &str = "not no never none neither nor nobody nothing without cannot nicht kein keine keinen keiner keinem keines \
    nie niemals weder noch ohne ne pas jamais aucun aucune sans ni nunca sin ningún ninguna non mai senza não \
    nem sem не ни нет без никогда není nejsou bez nikdy لا لم لن لیس لیست غیر دون نه نیست نیستند بدون هرگز \
    नहीं न मत 不 没 沒 無 无 未 非 否";

/// Numbers in words, likewise. A line is of one language or two.
const NUMBERS: [&str; 10] = [
    // English.
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
     seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds \
     thousand thousands million billion trillion dozen dozens half third quarter first second fourth fifth \
     sixth seventh eighth ninth tenth once twice",
    // German.
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig \
     achtzig neunzig hundert tausend millionen milliarde milliarden halb dutzend erste zweite dritte",
    // French.
    "zéro deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente \
     quarante cinquante soixante cent cents mille millions milliard milliards moitié premier première deuxième \
     troisième",
    // Spanish.
    "cero dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince veinte treinta cuarenta \
     cincuenta sesenta setenta ochenta noventa cien ciento millón millones mitad primero primera segundo \
     tercero",
    // Italian and Portuguese.
    "tre quattro cinque sette otto nove dieci undici dodici venti trenta quaranta cinquanta sessanta settanta \
     ottanta novanta cento mila milione milioni dois duas três sete oito dez doze vinte trinta cinquenta cem \
     milhão milhões",
    // Russian.
    "ноль один одна одно одного два две двух три трёх трех четыре четырёх четырех пять пяти шесть шести семь \
     семи восемь восьми девять девяти десять десяти одиннадцать двенадцать двадцать тридцать сорок пятьдесят \
     шестьдесят семьдесят восемьдесят девяносто сто двести триста тысяча тысячи тысяч миллион миллиона \
     миллионов миллиард миллиарда миллиардов половина первый первая второй вторая третий",
    // Persian and Urdu.
    "صفر یک دو سه چهار پنج شش هفت هشت ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست سی چهل \
     پنجاه شصت هفتاد هشتاد نود صد دویست سیصد هزار میلیون میلیارد نیم نیمی اول دوم سوم ایک تین چار پانچ چھ سات \
     آٹھ دس بارہ بیس لاکھ کروڑ",
    // Arabic.
    "واحد واحدة اثنان اثنین اثنتان اثنتین ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثمانی ثمانیة تسع \
     تسعة عشر عشرة عشرون عشرین ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون مئة مائة مئتان ألف ألفان آلاف ملیون \
     ملایین ملیار نصف ثلث ربع الأول الثانی الثالث",
    // Hindi.
    "एक दो तीन चार पाँच पांच छह सात आठ नौ दस बारह बीस सौ हज़ार हजार लाख करोड़",
    // Chinese and Japanese.
    "〇 一 二 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 两 兩 半 零 双",
];

/// Letters that are put in front of a word to say its opposite, at most: `lawful` and `unlawful`, `خواهد` and `نخواهد`.
const FRONT: usize = 3;

/// A word with its letters.
type Word<'a> = (Token, &'a str);

/// True when one of the words that differ, or what became of one, may turn the meaning.
pub(super) fn flips([old, new]: &[Vec<&Word<'_>>; 2]) -> bool {
    old.iter().chain(new).any(|(token, letters)| is_weighty(token, letters))
        || old.iter().any(|(_, old)| new.iter().any(|(_, new)| is_other_in_front(old, new)))
        // One letter for another, as in annex A and annex B.
        || [old, new].iter().all(|words| words.iter().any(|(token, _)| token.is_lone_letter()))
}

/// A number or a negation.
fn is_weighty(token: &Token, letters: &str) -> bool {
    let lower = letters.to_lowercase();
    let stands_in = |list: &str| list.split_whitespace().any(|word| word == lower);
    match token.kind {
        Kind::Number => true,
        Kind::Sign => false,
        Kind::Word | Kind::Letter => {
            lower.ends_with("n't") || stands_in(NEGATIONS) || NUMBERS.iter().any(|list| stands_in(list))
        }
    }
}

/// True when one word is the other with some letters in front of it.
fn is_other_in_front(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (long, short) = if one.len() > other.len() { (&one, &other) } else { (&other, &one) };
    let front = long.strip_suffix(short.as_str()).filter(|_| short.chars().count() > 1);
    front.is_some_and(|front| (1..=FRONT).contains(&front.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn turned(old: &str, new: &str) -> bool {
        let cut = |text: &'static str| {
            let mut out = Vec::new();
            tokens(text, 0, &mut out);
            out.into_iter().map(|token| (token, token.letters(text, 0))).collect::<Vec<_>>()
        };
        let (old, new) = (cut(old.to_owned().leak()), cut(new.to_owned().leak()));
        flips(&[old.iter().collect(), new.iter().collect()])
    }

    #[test]
    fn numbers_negations_and_what_stands_in_front_weigh() {
        for (old, new) in [
            ("3,5", "border"),
            ("twelve", "eleven"),
            ("border", "Dozens"),
            ("is", "isn't"),
            ("will", "Not"),
            ("ein", "kein"),
            ("三", "五"),
            ("会", "不"),
            ("سه", "پنج"),
            ("خواهد", "نخواهد"),
            ("است", "نیست"),
            ("lawful", "Unlawful"),
            ("законный", "незаконный"),
            ("A", "B"),
        ] {
            assert!(turned(old, new) && turned(new, old), "{old} and {new}");
        }
        for (old, new) in [("border", "frontier"), ("agree", "agreed"), ("say", "said"), ("成", "设")] {
            assert!(!turned(old, new) && !turned(new, old), "{old} and {new}");
        }
    }
}
