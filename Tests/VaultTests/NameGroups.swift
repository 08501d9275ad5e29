/// Common given names as registries, passports and people write them; each line is one name. Written by hand for the test.
enum NameGroups {
    static let all: [[String]] = """
        محمد Mohamed Muhammad Mahamat Mohammed Mouhamed Mehmet Maxamed Мухаммад Магомед መሐመድ মোহাম্মদ मोहम्मद مُحَمَّد
        أحمد Ahmed Ahmad Ahmet Ахмед አህመድ আহমেদ احمد Axmed
        عبد_الرحمن Abdul_Rahman Abderrahmane Abdurrahman Абдуррахман عبدالرحمن Abdirahman আব্দুল_রহমান Abdelrahman
        عبد_الله Abdullah Abdallah Абдуллах عبدالله Abdulla
        فاطمة Fatima Fatma Fatimah Faadumo Фатима ፋጢማ ফাতেমা
        خديجة Khadija Khadidja Kadidja Хадиджа Hadija Kadija খাদিজা
        عائشة Aicha Aisha Ayşe Aysha Айша আয়েশা Ayesha
        مريم Mariam Maryam Meryem Мариам ማርያም მარიამ Mariama
        يوسف Youssef Yusuf Yousuf Юсуф ዩሱፍ ইউসুফ Jusuf
        إبراهيم Ibrahim Ibrahima Ибрагим ኢብራሂም ইব্রাহিম Ibraahim
        علي Ali Aly Али ዓሊ আলী Cali
        عمر Omar Umar Oumar Omer Умар ዑመር ওমর Cumar
        عثمان Osman Othman Ousmane Uthman Осман ዑስማን Cismaan
        خالد Khaled Khalid Халед Haled খালেদ Halid
        حسن Hassan Hasan Xasan Хасан ሐሰን হাসান
        حسين Hussein Hussain Husayn Xuseen Хусейн ሑሴን হোসাইন Hossein
        رمضان Ramadan Ramazan Ramadhan Рамазан Ramzan
        سعيد Said Saïd Saeed Sayed Саид Siciid সাঈদ
        جمال Jamal Djamal Gamal Cemal Джамал ጀማል Jamaal
        زينب Zeinab Zaynab Zeynep Зейнаб ዘይነብ জয়নব Zainab
        أمينة Amina Aminah Aminata Emine Амина አሚና আমিনা
        نور_الدين Noureddine Nuruddin Nooruddin Нуруддин নুরুদ্দিন Nurudin
        وليد Walid Waleed Oualid Валид
        طارق Tarek Tariq Tarik Тарик ታሪቅ
        سليمان Suleiman Souleymane Süleyman Sulaiman Сулейман ሱለይማን সুলাইমান Saleebaan
        إسماعيل Ismail Ismaël Ismaila Исмаил እስማኤል ইসমাইল
        مصطفى Mustafa Mostafa Moustapha Мустафа মোস্তফা
        صلاح Salah Saleh Salax Салах ሳላህ
        رشيد Rashid Rachid Raşit Рашид রশিদ
        شريف Sharif Cherif Şerif Шариф শরীফ
        ዮሐንስ Yohannes Yohanes Johannes
        ተስፋዬ Tesfaye Tesfay Тесфае
        ሃይለ Haile Hayle Хайле
        ገብረ Gebre Ghebre Gabre
        ብርሃነ Berhane Birhane Brhane
        ሚካኤል Michael Mikael Mikail Микаэль
        ሰላም Selam Salam سلام
        Олександр Oleksandr Aleksandr Alexander Alexandre Александр ალექსანდრე
        Олена Olena Elena Yelena Елена ელენა
        Юлія Yuliia Yulia Iuliia Julia Юлия იულია
        Сергій Serhii Sergei Sergiy Сергей სერგი
        Наталія Nataliia Natalia Natalya Наталья
        გიორგი Giorgi Georgi Георгий
        დავით Davit David Dawit ዳዊት Давид داود Dawood
        ნინო Nino Нино
        Mamadou Mamadu Mammadou
        Boubacar Boubakar Bubakar Aboubacar أبو_بكر
        Sékou Sekou Секу
        Fatoumata Fatumata Fatoumatah
        Tenzin Tenzing Тензин
        রহিম Rahim Raheem رحيم Рахим Rahiim
        করিম Karim Kareem كريم Карим Kerim
        শাহীন Shahin Shaheen شاهین Шахин Chahine
        গুল Gul گل Гуль
        زهرا Zahra Zehra Захра যাহরা
        لیلا Leila Layla Laila Лейла ليلى লায়লা
        مهدی Mehdi Mahdi Мехди
        رضا Reza Riza Ridha Реза
        نرگس Narges Nargis Наргис
        """.split(separator: "\n").map { line in
            line.split(separator: " ").map { String($0).replacing("_", with: " ") }
        }
}
